#include "web/connection.h"

#include <array>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>

#include "base/ids.h"
#include "web/remote_calls.h"
#include "web/response_head.h"
#include "web/response_sender.h"

namespace trainingzip::web {

namespace asio = boost::asio;

namespace {

// After an early response, up to this much of the remaining body is drained to keep the connection; beyond,
// it is closed.
constexpr std::uint64_t most_drained = 64 * 1024;
// The liveness probe must be answered while all workers are busy.
constexpr std::string_view health_path = "/healthz";
constexpr std::chrono::milliseconds lingering_close_time{2'000};

// RFC 9110, 6.4.1.
bool is_without_body(int status) {
    return status == 204 || status == 304;
}

Failure too_busy(int retry_after_seconds) {
    return Failure(ErrorCode::unavailable, "all workers are busy").with_retry_after(retry_after_seconds);
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, ServerContext& context)
    : context_(context),
      socket_(std::make_shared<DeadlineSocket>(std::move(socket), context.limits.write_rate)),
      reader_(socket_, context.limits) {
    boost::system::error_code error;
    const auto peer = socket_->socket().remote_endpoint(error);
    if (error) return;
    const auto local = socket_->socket().local_endpoint(error);
    if (error) return;
    ends_ = {context.hooks.proxies.contains(peer.address()), peer.address().to_string(),
             local.address().to_string()};
}

asio::awaitable<void> Connection::serve() {
    while (!closing_) {
        auto head = co_await reader_.read_head();
        if (!head.head && !head.error) break;
        co_await answer(std::move(head));
    }
    socket_->close();
}

void Connection::stop() {
    asio::post(socket_->socket().get_executor(), [self = shared_from_this()] {
        self->closing_ = true;
        self->job_.request_stop();
        if (self->reader_.is_idle() || self->answered_) self->socket_->close();
    });
}

void Connection::abort() {
    asio::post(socket_->socket().get_executor(), [self = shared_from_this()] {
        self->closing_ = true;
        self->job_.request_stop();
        self->socket_->close();
    });
}

asio::awaitable<void> Connection::answer(RequestReader::Head head) {
    Exchange exchange;
    const metrics::Counted in_flight = context_.requests.enter();
    std::optional<Response> response;
    if (head.head)
        response = accept_head(exchange, std::move(*head.head), ends_, context_);
    else
        response = refuse_head(exchange, Failure(*head.error, head.detail));
    if (!response) response = co_await admit(exchange);
    if (!response && std::holds_alternative<WriterRoute>(exchange.route->handler)) {
        response = co_await run_writer(exchange, std::get<WriterRoute>(exchange.route->handler));
        if (!response) co_return;
    }
    if (!response) response = co_await respond(exchange);
    co_await send(exchange, std::move(*response));
}

asio::awaitable<std::optional<Response>> Connection::admit(Exchange& exchange) {
    const Admission& admission = exchange.route->admission;
    if (!admission) co_return std::nullopt;
    bool admitted = false;
    Response refusal;
    const bool ran = co_await run_in(context_.workers, [&] {
        refusal = exchange.handle(context_, [&] {
            admission(exchange.request);
            admitted = true;
            return Response();
        });
    });
    if (!ran) co_return exchange.fail(too_busy(1));
    if (admitted) co_return std::nullopt;
    co_return refusal;
}

asio::awaitable<Response> Connection::respond(Exchange& exchange) {
    Response response;
    const Request& request = exchange.request;
    if (const auto* handler = std::get_if<BodyHandler>(&exchange.route->handler)) {
        reader_.expect_body(context_.limits.streamed_rate, std::nullopt);
        RemoteBodyReader body(socket_->socket().get_executor(), reader_, exchange.content_length,
                              exchange.route->body_limit);
        const bool ran = co_await run_in(context_.body_workers, [&] {
            response = exchange.handle(context_, [&] { return (*handler)(request, body); });
        });
        if (!ran) response = exchange.fail(too_busy(5));
        co_return response;
    }
    auto refusal = co_await read_whole_body(exchange);
    if (refusal) co_return std::move(*refusal);
    const auto& handler = std::get<Handler>(exchange.route->handler);
    const auto work = [&] { response = exchange.handle(context_, [&] { return handler(request); }); };
    if (exchange.route->pattern == health_path) {
        work();
        co_return response;
    }
    const bool is_slow = exchange.route->is_slow;
    const bool ran = co_await run_in(is_slow ? context_.body_workers : context_.workers, work);
    if (!ran) response = exchange.fail(too_busy(is_slow ? 5 : 1));
    co_return response;
}

asio::awaitable<std::optional<Response>> Connection::read_whole_body(Exchange& exchange) {
    std::array<char, 8 * 1024> space;
    std::string& body = exchange.request.body;
    while (!reader_.is_body_complete()) {
        const auto piece = co_await reader_.read_body(space, exchange.route->body_limit);
        if (piece.error) co_return exchange.fail(Failure(*piece.error, "reading the body"));
        body.append(space.data(), piece.bytes);
    }
    co_return std::nullopt;
}

asio::awaitable<std::optional<Response>> Connection::run_writer(Exchange& exchange,
                                                                const WriterRoute& route) {
    auto refusal = co_await read_whole_body(exchange);
    if (refusal) co_return refusal;

    const std::uint64_t sent_before = socket_->bytes_sent();
    const Response ok = Response::text("", route.content_type);
    const bool close = !exchange.keep_alive;
    const BodyFraming framing{std::nullopt, exchange.is_http_1_1, close};
    const std::string head = make_response_head(ok, exchange.request.request_id, framing);
    job_ = std::stop_source();
    if (closing_) job_.request_stop();
    RemoteResponseWriter writer(socket_->socket().get_executor(), *socket_, head, exchange.is_http_1_1,
                                context_.limits.write_timeout, job_.get_token());
    bool ran = false;
    std::optional<Response> failed;
    const auto job = [&] {
        bool done = false;
        Response response = exchange.handle(context_, [&]() -> Response {
            try {
                route.handler(exchange.request, writer);
                done = true;
            } catch (const ClientGone&) {
                exchange.detail = "the client has gone";
            }
            return {};
        });
        if (!done) failed = std::move(response);
    };
    const auto run = [&]() -> asio::awaitable<void> { ran = co_await run_in(context_.writer_workers, job); };
    {
        using namespace asio::experimental::awaitable_operators;
        co_await (run() || watch_peer());
    }
    if (!ran) co_return exchange.fail(too_busy(5));
    if (failed && !writer.has_started()) co_return failed;
    const bool cut_short = failed || job_.stop_requested();
    bool complete = false;
    if (!cut_short) complete = co_await writer.finish();
    if (!complete || close) closing_ = true;
    tell(exchange, 200, socket_->bytes_sent() - sent_before, complete);
    co_return std::nullopt;
}

asio::awaitable<void> Connection::watch_peer() {
    const bool gone = co_await reader_.wait_for_end();
    if (gone) job_.request_stop();
}

bool Connection::can_drain(const Exchange& exchange) const {
    if (reader_.is_body_complete()) return true;
    return !reader_.is_broken() && exchange.content_length && !reader_.expects_continue() &&
           *exchange.content_length - reader_.body_bytes() <= most_drained;
}

std::string Connection::build_head(Exchange& exchange, Response& response, bool close) const {
    std::string head;
    const auto build = [&] {
        const auto& cross_origin = context_.hooks.cross_origin;
        if (cross_origin) cross_origin->add_to(response.headers, exchange.request);
        BodyFraming framing{body_length(response), false, close};
        if (is_without_body(response.status)) framing.content_length.reset();
        head = make_response_head(response, exchange.request.request_id, framing);
        return Response();
    };
    Response replacement = exchange.run(context_, build);
    if (head.empty()) {
        response = std::move(replacement);
        build();
    }
    return head;
}

void Connection::tell(const Exchange& exchange, int status, std::uint64_t bytes_sent, bool complete) {
    log_exchange(exchange, status, reader_.body_bytes(), bytes_sent, complete, context_);
    context_.requests.finished(exchange, status, reader_.body_bytes(), bytes_sent);
}

asio::awaitable<void> Connection::send(Exchange& exchange, Response response) {
    const bool close = closing_ || !exchange.keep_alive || !can_drain(exchange);
    const std::string head = build_head(exchange, response, close);
    const std::uint64_t sent_before = socket_->bytes_sent();
    const bool head_only = is_without_body(response.status) || exchange.request.method == "HEAD";
    const bool complete =
        co_await send_response(*socket_, head, response, head_only, context_.limits.write_timeout);
    tell(exchange, response.status, socket_->bytes_sent() - sent_before, complete);

    if (complete && !close) {
        std::array<char, 8 * 1024> waste;
        while (!reader_.is_body_complete()) {
            const auto piece = co_await reader_.read_body(waste, most_drained * 2);
            if (piece.error) {
                closing_ = true;
                break;
            }
        }
        co_return;
    }
    closing_ = true;
    answered_ = true;
    if (complete) co_await socket_->lingering_close(lingering_close_time);
}

}  // namespace trainingzip::web
