#include "web/test_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace trainingzip::web {

namespace {

/// With the names that the tests ask for.
ServerHooks with_hosts(ServerHooks hooks) {
    hooks.hosts = KnownHosts("a example.org");
    return hooks;
}

}  // namespace

TestServer::TestServer(Router router, ServerLimits limits, std::function<std::string()> ready,
                       ServerHooks hooks)
    : server_(std::make_unique<Server>("127.0.0.1", 0, limits, std::move(router),
                                       Logger("test", LogLevel::debug, log_), std::move(ready),
                                       with_hosts(std::move(hooks)))),
      thread_([this] { server_->run(stop_.get_token()); }) {}

TestServer::~TestServer() {
    stop_.request_stop();
    if (thread_.joinable()) thread_.join();
}

std::string TestServer::url(std::string_view path) const {
    return "http://127.0.0.1:" + std::to_string(port()) + std::string(path);
}

std::string TestServer::stop_and_read_log() {
    stop_.request_stop();
    if (thread_.joinable()) thread_.join();
    return log_.str();
}

RawConnection::RawConnection(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval timeout{10, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect to the server under test");
}

RawConnection::~RawConnection() {
    close();
}

bool RawConnection::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawConnection::receive() {
    char piece[16 * 1024];
    const ssize_t got = ::recv(descriptor_, piece, sizeof piece, 0);
    if (got <= 0) return false;
    received_.append(piece, static_cast<std::size_t>(got));
    return true;
}

std::string RawConnection::read_until(std::string_view end) {
    std::size_t found = received_.find(end);
    while (found == std::string::npos && receive()) found = received_.find(end);
    const std::size_t taken = found == std::string::npos ? received_.size() : found + end.size();
    const std::string text = received_.substr(0, taken);
    received_.erase(0, taken);
    return text;
}

std::string RawConnection::read_answer(bool has_body) {
    std::string answer = read_until("\r\n\r\n");
    const std::size_t field = answer.find("Content-Length: ");
    if (!has_body || field == std::string::npos) return answer;
    const std::size_t length = std::stoul(answer.substr(field + 16));
    while (received_.size() < length && receive()) {
    }
    answer += received_.substr(0, length);
    received_.erase(0, length);
    return answer;
}

std::string RawConnection::read_to_end() {
    while (receive()) {
    }
    return std::exchange(received_, {});
}

void RawConnection::close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
}

Router echo_router() {
    Router router;
    router.add("GET", "/hello", [](const Request&) { return Response::text("hello\n"); });
    router.add("GET", "/things/{id}", [](const Request& request) {
        return Response::text(std::to_string(request.path_id("id", ErrorCode::training_not_found)));
    });
    router.add(
        "POST", "/echo", [](const Request& request) { return Response::text(request.body); }, 100);
    router.add("GET", "/failure", [](const Request&) -> Response {
        throw Failure(ErrorCode::unavailable, "secret detail").with_retry_after(7);
    });
    router.add("GET", "/fault", [](const Request&) -> Response { throw std::logic_error("secret reason"); });
    router.add("GET", "/broken", [](const Request&) {
        Response response = Response::text("x");
        response.headers.add("Location", "/a\r\nSet-Cookie: forged");
        return response;
    });
    return router;
}

std::string get(std::string_view path, std::string_view fields) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) + "\r\n";
}

std::string post(std::string_view path, std::string_view fields, std::string_view body) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n" +
           std::string(body);
}

std::string ask(const TestServer& server, std::string_view request) {
    RawConnection connection(server);
    connection.send(request);
    return connection.read_answer();
}

std::string body_of(const std::string& answer) {
    const std::size_t end = answer.find("\r\n\r\n");
    return end == std::string::npos ? std::string() : answer.substr(end + 4);
}

}  // namespace trainingzip::web
