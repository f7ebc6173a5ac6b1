#include "web/deadline_socket.h"

#include <sys/sendfile.h>

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>

#include "web/with_error_code.h"

namespace trainingzip::web {

namespace asio = boost::asio;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

namespace {

// One connection must not monopolise the thread while its peer receives everything immediately.
constexpr std::uint64_t file_piece = 256 * 1024;

}  // namespace

DeadlineSocket::DeadlineSocket(asio::ip::tcp::socket socket, const MinimumRate& write_rate)
    : socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      deadline_(Clock::time_point::max()),
      writing_(write_rate) {
    error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
}

void DeadlineSocket::expire_after(std::chrono::milliseconds time) {
    expired_ = false;
    deadline_ = Clock::now() + time;
    if (!watching_ || wakes_at_ > deadline_) watch();
}

void DeadlineSocket::never_expire() {
    deadline_ = Clock::time_point::max();
}

void DeadlineSocket::cancel() {
    error_code ignored;
    socket_.cancel(ignored);
}

asio::awaitable<bool> DeadlineSocket::wait_to_write(std::chrono::milliseconds time) {
    const auto began = Clock::now();
    const auto remaining_time =
        std::chrono::duration_cast<std::chrono::milliseconds>(writing_.remaining_time());
    expire_after(std::clamp(remaining_time, std::chrono::milliseconds::zero(), time));
    const auto [error] = co_await socket_.async_wait(asio::ip::tcp::socket::wait_write, with_error_code);
    writing_.add(Clock::now() - began, 0);
    co_return !error;
}

void DeadlineSocket::wrote(std::uint64_t bytes) {
    writing_.add({}, bytes);
    bytes_sent_ += bytes;
}

// The timer is not reset for each operation: it fires at the earliest deadline and then checks the current
// one.
void DeadlineSocket::watch() {
    watching_ = true;
    wakes_at_ = deadline_;
    timer_.expires_at(wakes_at_);
    timer_.async_wait([weak = weak_from_this()](const error_code& error) {
        const auto self = weak.lock();
        if (error || !self) return;
        self->watching_ = false;
        if (self->deadline_ == Clock::time_point::max()) return;
        if (self->deadline_ > Clock::now()) return self->watch();
        self->expired_ = true;
        self->cancel();
    });
}

asio::awaitable<bool> DeadlineSocket::write(std::string_view head, std::string_view body,
                                            std::chrono::milliseconds time, bool more_follows) {
    const int flags = more_follows ? MSG_MORE : 0;
    while (!head.empty() || !body.empty()) {
        const std::array<asio::const_buffer, 2> buffers = {asio::buffer(head), asio::buffer(body)};
        // Only the time waiting for the peer counts, not the time until this thread is scheduled again.
        error_code error;
        const std::size_t sent = socket_.send(buffers, flags, error);
        if (error == asio::error::would_block || error == asio::error::try_again) {
            const bool is_ready = co_await wait_to_write(time);
            if (!is_ready) co_return false;
            continue;
        }
        if (error) co_return false;
        wrote(sent);
        const std::size_t of_head = std::min(sent, head.size());
        head.remove_prefix(of_head);
        body.remove_prefix(sent - of_head);
    }
    never_expire();
    co_return true;
}

asio::awaitable<bool> DeadlineSocket::send_file(int descriptor, std::uint64_t offset, std::uint64_t length,
                                                std::chrono::milliseconds time) {
    auto position = static_cast<off_t>(offset);
    while (length > 0) {
        const ssize_t sent =
            ::sendfile(socket_.native_handle(), descriptor, &position, std::min(length, file_piece));
        if (sent > 0) {
            length -= static_cast<std::uint64_t>(sent);
            wrote(static_cast<std::uint64_t>(sent));
            if (length > 0) co_await asio::post(socket_.get_executor(), asio::use_awaitable);
            continue;
        }
        if (sent < 0 && errno == EINTR) continue;
        if (sent == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) co_return false;
        const bool is_ready = co_await wait_to_write(time);
        if (!is_ready) co_return false;
    }
    never_expire();
    co_return true;
}

asio::awaitable<void> DeadlineSocket::lingering_close(std::chrono::milliseconds time) {
    error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    expire_after(time);
    std::array<char, 16 * 1024> waste;
    std::size_t left = 64 * 1024 * 1024;
    for (;;) {
        const auto [error, got] = co_await socket_.async_read_some(asio::buffer(waste), with_error_code);
        if (error || got >= left) break;
        left -= got;
    }
    close();
}

void DeadlineSocket::close() {
    error_code ignored;
    socket_.close(ignored);
    timer_.cancel();
}

}  // namespace trainingzip::web
