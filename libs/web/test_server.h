#pragma once

#include <chrono>
#include <memory>
#include <sstream>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "web/server.h"

namespace trainingzip::web {

/// A server on a free port of loopback for the tests, running until it is destroyed.
class TestServer {
  public:
    explicit TestServer(Router router, ServerLimits limits = {}, std::function<std::string()> ready = {},
                        ServerHooks hooks = {});
    ~TestServer();

    std::uint16_t port() const { return server_->port(); }
    std::string url(std::string_view path) const;
    void request_stop() { stop_.request_stop(); }
    /// Waits until the server has stopped; the log is whole then.
    std::string stop_and_read_log();

  private:
    std::ostringstream log_;
    std::unique_ptr<Server> server_;
    std::stop_source stop_;
    std::thread thread_;
};

/// A connection that sends exactly the bytes it is given. Every wait ends after ten seconds, with what has
/// come.
class RawConnection {
  public:
    explicit RawConnection(const TestServer& server) : RawConnection(server.port()) {}
    explicit RawConnection(std::uint16_t port);
    ~RawConnection();
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;

    /// False when the server has closed the connection.
    bool send(std::string_view bytes) const;
    /// Until `end` has come; what follows it stays for the next call.
    std::string read_until(std::string_view end);
    /// Head and body of the next answer, by its Content-Length; `has_body` false after HEAD.
    std::string read_answer(bool has_body = true);
    /// Until the server closes.
    std::string read_to_end();
    void close();

  private:
    bool receive();

    int descriptor_;
    std::string received_;
};

/// Routes that the tests of several files ask: /hello, /things/{id}, POST /echo (at most 100 bytes), and the
/// answers /failure, /fault and /broken.
Router echo_router();

/// "GET path HTTP/1.1" with Host and these fields, each with its line end.
std::string get(std::string_view path, std::string_view fields = "");
/// "POST path HTTP/1.1" with Host, these fields and this body.
std::string post(std::string_view path, std::string_view fields, std::string_view body = "");

/// One answer on a connection of its own; "Connection: close" is not added.
std::string ask(const TestServer& server, std::string_view request);

/// The body of an answer, empty when there is none.
std::string body_of(const std::string& answer);

}  // namespace trainingzip::web
