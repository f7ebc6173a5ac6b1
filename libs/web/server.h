#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/config.h"
#include "base/log.h"
#include "base/processor_priority.h"
#include "metrics/metrics.h"
#include "web/cross_origin.h"
#include "web/known_hosts.h"
#include "web/rate_window.h"
#include "web/request.h"
#include "web/response.h"
#include "web/trusted_proxies.h"

namespace trainingzip::web {

/// Answers a request whose body is already in memory. Runs on a worker thread, so it may block.
/// Throws Failure for an expected error; anything else becomes a 500 and is logged as a fault.
using Handler = std::function<Response(const Request&)>;

/// The body of a request, pulled piece by piece: no more is read from the client than the handler asks for
/// (back-pressure).
class BodyReader {
  public:
    virtual ~BodyReader() = default;
    /// Blocks until at least one byte is there; returns the number written to `buffer`, 0 at the end.
    /// Throws Failure: request_timeout when the client is too slow (ServerLimits), payload_too_large above
    /// the limit of the route, request_malformed when the client goes away or breaks the framing.
    virtual std::size_t read(std::span<char> buffer) = 0;
    /// Content-Length, or nullopt for a chunked body.
    virtual std::optional<std::uint64_t> content_length() const = 0;
    /// From any thread: read(), under way or to come, throws this failure, and the connection is closed after
    /// the answer.
    virtual void interrupt(const Failure& failure) = 0;
};
using BodyHandler = std::function<Response(const Request&, BodyReader&)>;

/// A response that a long-running job writes piece by piece (chunked).
class ResponseWriter {
  public:
    virtual ~ResponseWriter() = default;
    /// Sends status 200 and the content type with the first piece. Blocks while the client is behind.
    /// Throws ClientGone when the client has closed the connection or took longer than the write deadline.
    virtual void write(std::string_view piece) = 0;
    /// Requested when the client has disconnected or the server stops: the job should return soon. The
    /// response is then left unfinished, as after a Failure.
    virtual std::stop_token stop_token() const = 0;
};
class ClientGone : public std::exception {};
/// Before the first write a thrown Failure is answered as usual; after it the connection is closed without
/// the last chunk, so that the client can tell that the response is incomplete.
using WriterHandler = std::function<void(const Request&, ResponseWriter&)>;
/// Called before the body is read and before a thread for long work is occupied, so that an unauthorized
/// caller learns nothing else. Throws Failure. Runs on a worker thread.
using Admission = std::function<void(const Request&)>;

/// Where a request goes. Patterns: "/trainings/{id}/like"; a segment in braces matches one segment. 404
/// route_not_found, 405 method_not_allowed with Allow, and 501 for unknown methods (RFC 9110, 9.1) are
/// answered automatically; HEAD falls back to GET.
class Router {
  public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    /// body_limit in bytes.
    void add(std::string_view method, std::string_view pattern, Handler handler,
             std::uint64_t body_limit = 64 * 1024);
    /// The same for work that takes long: it runs on the threads of bodies (ServerLimits).
    void add_slow(std::string_view method, std::string_view pattern, Handler handler,
                  std::uint64_t body_limit = 64 * 1024);
    void add_body(std::string_view method, std::string_view pattern, BodyHandler handler,
                  std::uint64_t body_limit, Admission admission = {});
    void add_writer(std::string_view method, std::string_view pattern, std::string content_type,
                    WriterHandler handler, std::uint64_t body_limit = 64 * 1024, Admission admission = {});

    struct Table;
    const Table& table() const { return *table_; }
    Table& table() { return *table_; }

  private:
    std::unique_ptr<Table> table_;
};

/// Hooks of a process around the work of its server. Each may be empty.
struct ServerHooks {
    /// Called for each exception that is not a Failure, in the catch block on the handler's thread, so that
    /// std::current_exception() is the fault. Returns the text for the log. Must neither block nor throw.
    std::function<std::string(const Request&)> on_fault;
    /// Called on the handler's thread before the handler; what it returns is released there after the handler
    /// has ended and its fault has been reported. An exception counts as thrown by the handler.
    std::function<std::shared_ptr<void>(const Request&)> around_request;
    /// Redacts a text that may contain client input, for the log.
    std::function<std::string(std::string_view)> redact;
    /// Called once in each thread that runs handlers; what it returns is released there when the thread ends.
    std::function<std::shared_ptr<void>()> around_thread;
    /// Where requests, connections and queues are counted.
    metrics::Metrics metrics = {};
    /// For a server that browsers access.
    std::optional<CrossOriginRules> cross_origin = {};
    /// A request for another host is answered with 421.
    KnownHosts hosts = {};
    TrustedProxies proxies = {};
};

/// Deadlines and bounds. Beyond a bound a request is answered 503 unavailable with Retry-After.
struct ServerLimits {
    std::size_t io_threads = 1;      ///< Threads for network I/O.
    std::size_t worker_threads = 8;  ///< Threads that run handlers.
    std::size_t worker_queue = 256;  ///< Requests waiting for one of them.
    std::size_t body_threads = 32;   ///< Uploads at once (BodyHandler), and slow work.
    std::size_t body_queue = 0;      ///< Requests waiting for one of them.
    std::size_t writer_threads = 4;  ///< Long answers at once (WriterHandler).
    std::size_t connections = 2048;
    std::size_t header_bytes = 16 * 1024;              ///< Above: 431.
    std::chrono::milliseconds header_timeout{15'000};  ///< For a whole header, and idle keep-alive.
    // A slower client gets 408. Only time spent waiting for the client counts.
    std::chrono::milliseconds body_timeout{30'000};    ///< For the next bytes of a body.
    std::chrono::milliseconds body_deadline{120'000};  ///< For a whole body, but that of a BodyHandler.
    MinimumRate body_rate;                             ///< Of such a body.
    MinimumRate streamed_rate;                         ///< Of the body of a BodyHandler.
    // A slower client is disconnected.
    std::chrono::milliseconds write_timeout{30'000};  ///< For the client to take the next bytes.
    MinimumRate write_rate{4096, std::chrono::milliseconds(60'000)};
    std::chrono::milliseconds stop_timeout{10'000};  ///< For requests in flight when the server stops.
};

/// HTTP/1.1 server (RFC 9110, 9112), over Boost.Beast. Adds GET /healthz (the process
/// lives; answered even when every worker is busy), GET /readyz (200, or 503 with the reason that `ready`
/// gives) and one log line a request.
class Server {
  public:
    /// Binds immediately; port 0 picks a free port. address must be an address of this machine, usually
    /// "127.0.0.1". `ready` returns an empty text when the service is ready, otherwise the reason; it may
    /// block, and is called from several threads. Throws std::runtime_error when the port cannot be bound.
    Server(const std::string& address, std::uint16_t port, ServerLimits limits, Router router, Logger logger,
           std::function<std::string()> ready, ServerHooks hooks = {});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;

    /// Serves until stop is requested, then stops accepting, lets requests in flight finish within
    /// stop_timeout, and returns.
    void run(const std::stop_token& stop);

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// What every server reads from its section: address, port, metrics_address, log_level, worker_threads, ...
struct ServerConfig {
    std::string address;
    std::uint16_t port;
    std::string metrics_address;  ///< Empty: no metrics are collected.
    std::uint16_t metrics_port;
    LogLevel log_level;
    ProcessorPriority processor_priority;
    ServerLimits limits;
    KnownHosts hosts;
    TrustedProxies proxies;

    static ServerConfig load(ConfigSection& section);
};

}  // namespace trainingzip::web
