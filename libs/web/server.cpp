#include "web/server.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <list>
#include <mutex>
#include <stdexcept>

#include "web/connection.h"
#include "web/with_error_code.h"

namespace trainingzip::web {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::chrono::milliseconds pause_after_failed_accept{100};
// Of each connection. Clients are near: a gateway hands over what fits here at once, and others wait for it
// meanwhile.
constexpr int receive_buffer_bytes = 128 * 1024;
constexpr std::string_view too_many_connections =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

void add_probe(Router::Table& table, const char* path, Handler handler) {
    table.add({"GET", path, {}, 0, std::move(handler), true});
}

Router with_probes(Router router, std::function<std::string()> ready) {
    add_probe(router.table(), "/healthz", [](const Request&) { return Response::text("ok\n"); });
    add_probe(router.table(), "/readyz", [ready = std::move(ready)](const Request&) {
        const std::string reason = ready ? ready() : std::string();
        return reason.empty() ? Response::text("ready\n")
                              : Response::text(reason + "\n", "text/plain; charset=utf-8", 503);
    });
    return router;
}

}  // namespace

struct Server::Implementation {
    Implementation(const std::string& address, std::uint16_t port, const ServerLimits& limits, Router router,
                   Logger logger, ServerHooks hooks)
        : io(static_cast<int>(limits.io_threads)),
          acceptor(asio::make_strand(io)),
          stop_timer(acceptor.get_executor()),
          context(limits, std::move(router), std::move(logger), std::move(hooks)) {
        error_code error;
        const auto host = asio::ip::make_address(address, error);
        if (error) throw std::runtime_error("'" + address + "' is not an address");
        const tcp::endpoint endpoint(host, port);
        acceptor.open(endpoint.protocol());
        acceptor.set_option(tcp::acceptor::reuse_address(true));
        acceptor.set_option(tcp::acceptor::receive_buffer_size(receive_buffer_bytes));
        acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
        if (error)
            throw std::runtime_error("cannot listen on " + address + ":" + std::to_string(port) + ": " +
                                     error.message());
        bound_port = acceptor.local_endpoint().port();
    }

    asio::awaitable<void> accept() {
        while (acceptor.is_open()) {
            auto [error, socket] = co_await acceptor.async_accept(asio::make_strand(io), with_error_code);
            if (error == asio::error::operation_aborted) break;
            if (error) {
                // Usually out of descriptors: the connection waits in the kernel's backlog until some are
                // free.
                context.logger.warning("accept_failed", {{"reason", error.message()}});
                asio::steady_timer pause(acceptor.get_executor(), pause_after_failed_accept);
                co_await pause.async_wait(with_error_code);
                continue;
            }
            try {
                take(std::move(socket));
            } catch (const std::exception& fault) {
                context.logger.error("fault", {{"reason", fault.what()}});
            }
        }
    }

    void take(tcp::socket socket) {
        const std::lock_guard lock(mutex);
        if (connections.size() >= context.limits.connections) {
            error_code ignored;
            socket.non_blocking(true, ignored);
            socket.send(asio::buffer(too_many_connections), 0, ignored);
            context.requests.connection_refused();
            return;
        }
        const auto executor = socket.get_executor();
        const auto connection = std::make_shared<Connection>(std::move(socket), context);
        const auto place = connections.insert(connections.end(), connection);
        context.requests.set_connections(connections.size());
        asio::co_spawn(
            executor, [connection] { return connection->serve(); },
            [this, place](const std::exception_ptr& error) {
                if (error) context.logger.error("fault", {{"reason", "a connection ended in an exception"}});
                end(place);
            });
    }

    void end(std::list<std::shared_ptr<Connection>>::iterator place) {
        const std::lock_guard lock(mutex);
        connections.erase(place);
        context.requests.set_connections(connections.size());
        if (stopping && connections.empty())
            asio::post(stop_timer.get_executor(), [this] { stop_timer.cancel(); });
    }

    template <typename Action>
    void for_each_connection(Action action) {
        const std::lock_guard lock(mutex);
        for (const auto& connection : connections) action(*connection);
    }

    /// On the acceptor's executor.
    void begin_stop() {
        error_code ignored;
        acceptor.close(ignored);
        {
            const std::lock_guard lock(mutex);
            stopping = true;
            if (connections.empty()) return;
        }
        for_each_connection([](Connection& connection) { connection.stop(); });
        stop_timer.expires_after(context.limits.stop_timeout);
        stop_timer.async_wait([this](const error_code& error) {
            if (error) return;
            context.logger.warning("stop_timeout", {{"reason", "requests in flight are broken off"}});
            for_each_connection([](Connection& connection) { connection.abort(); });
        });
    }

    asio::io_context io;
    tcp::acceptor acceptor;
    asio::steady_timer stop_timer;
    std::uint16_t bound_port = 0;
    std::mutex mutex;
    std::list<std::shared_ptr<Connection>> connections;
    bool stopping = false;
    // Last, so that the workers, which hold executors of io, end before io is destroyed.
    ServerContext context;
};

Server::Server(const std::string& address, std::uint16_t port, ServerLimits limits, Router router,
               Logger logger, std::function<std::string()> ready, ServerHooks hooks)
    : implementation_(std::make_unique<Implementation>(address, port, limits,
                                                       with_probes(std::move(router), std::move(ready)),
                                                       std::move(logger), std::move(hooks))) {}

Server::~Server() = default;

std::uint16_t Server::port() const {
    return implementation_->bound_port;
}

void Server::run(const std::stop_token& stop) {
    Implementation& server = *implementation_;
    asio::co_spawn(
        server.acceptor.get_executor(), [&server] { return server.accept(); }, asio::detached);
    const std::stop_callback on_stop(
        stop, [&server] { asio::post(server.acceptor.get_executor(), [&server] { server.begin_stop(); }); });
    std::vector<std::jthread> others;
    for (std::size_t index = 1; index < server.context.limits.io_threads; ++index)
        others.emplace_back([&server] { server.io.run(); });
    server.io.run();
}

}  // namespace trainingzip::web
