#include "web/request_reader.h"

#include <algorithm>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>

#include "web/with_error_code.h"

namespace trainingzip::web {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;
using boost::system::error_code;

namespace {

constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::size_t body_piece = 64 * 1024;
constexpr std::size_t kept_ahead = 16 * 1024;
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

// RFC 9112, 2.2 and 7.1: lines end in CRLF. With a bare LF, the rest of the line would never arrive.
bool has_bare_line_end(std::string_view lines) {
    for (std::size_t place = lines.find_first_of("\r\n"); place != std::string_view::npos;
         place = lines.find_first_of("\r\n", place)) {
        if (lines[place] == '\n') return true;
        if (++place == lines.size()) return false;
        if (lines[place] != '\n') return true;
        ++place;
    }
    return false;
}

}  // namespace

struct RequestReader::State {
    explicit State(const ServerLimits& limits) : buffer(limits.header_bytes + body_piece) {}

    boost::beast::flat_buffer buffer;
    std::optional<http::request_parser<http::buffer_body>> parser;
    std::optional<RateWindow> pace;
    std::optional<std::chrono::milliseconds> deadline;  ///< Of the whole body.

    std::string_view text() const {
        return {static_cast<const char*>(buffer.data().data()), buffer.data().size()};
    }
    // RFC 9112, 2.2: an empty line before a request is to be ignored.
    void skip_empty_lines() {
        while (text().starts_with("\r\n")) buffer.consume(2);
    }
};

RequestReader::RequestReader(std::shared_ptr<DeadlineSocket> socket, const ServerLimits& limits)
    : socket_(std::move(socket)), limits_(limits), state_(std::make_unique<State>(limits)) {}

RequestReader::~RequestReader() = default;

asio::awaitable<RequestReader::Head> RequestReader::read_head() {
    auto& buffer = state_->buffer;
    state_->parser.reset();
    body_bytes_ = 0;
    expect_body(limits_.body_rate, limits_.body_deadline);
    broken_ = true;
    idle_ = true;
    socket_->expire_after(limits_.header_timeout);
    std::size_t end = std::string_view::npos;
    for (;;) {
        state_->skip_empty_lines();
        // The time for the head counts from its first byte, not from the end of the last answer.
        if (idle_ && buffer.size() > 0) socket_->expire_after(limits_.header_timeout);
        idle_ = buffer.size() == 0;
        end = state_->text().find(end_of_head);
        if (has_bare_line_end(state_->text().substr(0, end))) {
            socket_->never_expire();
            Head refused;
            refused.error = ErrorCode::request_malformed;
            refused.detail = "a line of the head does not end in CRLF";
            co_return refused;
        }
        if (end != std::string_view::npos || buffer.size() > limits_.header_bytes) break;
        const auto [error, got] =
            co_await socket_->socket().async_read_some(buffer.prepare(4096), with_error_code);
        if (error) {
            Head nobody;
            if (socket_->expired() && !idle_) {
                nobody.error = ErrorCode::request_timeout;
                nobody.detail = "the head did not arrive in time";
            }
            co_return nobody;
        }
        buffer.commit(got);
    }
    socket_->never_expire();
    Head result;
    if (end == std::string_view::npos || end + end_of_head.size() > limits_.header_bytes) {
        result.error = ErrorCode::headers_too_large;
        result.detail = "the head is too large";
        co_return result;
    }
    try {
        const auto text = state_->text().substr(0, end + end_of_head.size());
        RequestHead head = parse_request_head(text);
        // Beast decodes the body; reading the head as well, it has to agree with us on where that begins.
        auto& parser = state_->parser.emplace();
        parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
        parser.body_limit(boost::none);
        error_code error;
        const std::size_t used = parser.put(asio::buffer(text), error);
        if (error || !parser.is_header_done() || used != text.size() || parser.chunked() != head.chunked ||
            parser.content_length_remaining().value_or(0) != head.content_length.value_or(0))
            throw Failure(ErrorCode::request_malformed, "the head is malformed: " + error.message());
        buffer.consume(used);
        expects_continue_ = head.expects_continue && !parser.is_done();
        broken_ = false;
        result.head = std::move(head);
    } catch (const Failure& failure) {
        result.error = failure.code();
        result.detail = failure.what();
    }
    co_return result;
}

asio::awaitable<RequestReader::Piece> RequestReader::read_body(std::span<char> space, std::uint64_t limit) {
    Piece piece;
    auto& parser = *state_->parser;
    if (expects_continue_) {
        expects_continue_ = false;
        // A client that already sends its body needs no 100 (Continue).
        bool told = true;
        if (state_->buffer.size() == 0)
            told = co_await socket_->write(continue_line, {}, limits_.write_timeout);
        if (!told) {
            broken_ = true;
            piece.error = ErrorCode::request_malformed;
            co_return piece;
        }
    }
    while (!parser.is_done()) {
        auto& buffer = state_->buffer;
        auto& body = parser.get().body();
        body.data = space.data();
        body.size = space.size();
        error_code error = http::error::need_more;
        if (buffer.size() > 0) buffer.consume(parser.put(buffer.data(), error));
        piece.bytes = space.size() - body.size;
        body_bytes_ += piece.bytes;
        state_->pace->add({}, piece.bytes);
        const bool is_short = error == http::error::need_more;
        if (error == http::error::need_buffer || is_short) error = {};
        // Of what it needs more of, the parser leaves a line that has not ended.
        if (error || (is_short && has_bare_line_end(state_->text()))) {
            broken_ = true;
            piece.error = ErrorCode::request_malformed;
            co_return piece;
        }
        if (body_bytes_ > limit) {
            piece.error = ErrorCode::payload_too_large;
            co_return piece;
        }
        if (piece.bytes > 0) co_return piece;
        if (!is_short) continue;
        piece.error = co_await receive();
        if (piece.error) {
            broken_ = true;
            co_return piece;
        }
    }
    co_return piece;
}

asio::awaitable<std::optional<ErrorCode>> RequestReader::receive() {
    auto& buffer = state_->buffer;
    const std::size_t room = std::min(buffer.max_size() - buffer.size(), body_piece);
    if (room == 0) co_return ErrorCode::request_malformed;
    const auto began = Clock::now();
    socket_->expire_after(remaining_time());
    const auto [error, got] =
        co_await socket_->socket().async_read_some(buffer.prepare(room), with_error_code);
    socket_->never_expire();
    state_->pace->add(Clock::now() - began, 0);
    if (error) co_return socket_->expired() ? ErrorCode::request_timeout : ErrorCode::request_malformed;
    buffer.commit(got);
    co_return std::nullopt;
}

void RequestReader::expect_body(const MinimumRate& rate, std::optional<std::chrono::milliseconds> deadline) {
    state_->pace.emplace(rate);
    state_->deadline = deadline;
}

std::chrono::milliseconds RequestReader::remaining_time() const {
    RateWindow::Duration left =
        std::min<RateWindow::Duration>(limits_.body_timeout, state_->pace->remaining_time());
    if (state_->deadline) left = std::min(left, *state_->deadline - state_->pace->waited());
    return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(left),
                    std::chrono::milliseconds::zero());
}

bool RequestReader::is_body_complete() const {
    return state_->parser && state_->parser->is_done();
}

asio::awaitable<bool> RequestReader::wait_for_end() {
    auto& buffer = state_->buffer;
    while (buffer.size() < kept_ahead) {
        const auto [error, got] =
            co_await socket_->socket().async_read_some(buffer.prepare(1024), with_error_code);
        if (error) co_return error != asio::error::operation_aborted || socket_->expired();
        buffer.commit(got);
    }
    co_return false;
}

}  // namespace trainingzip::web
