#include "web/remote_calls.h"

#include <fmt/format.h>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <mutex>

namespace trainingzip::web {

namespace asio = boost::asio;

namespace {

// Blocks a worker thread until the coroutine, run on `executor`, has its result. The coroutine carries
// deadlines, so this ends.
template <typename Result>
Result run_and_wait(const asio::any_io_executor& executor, asio::awaitable<Result> operation,
                    Result when_broken) {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Result> result;
    asio::co_spawn(executor, std::move(operation), [&](const std::exception_ptr& error, Result value) {
        const std::lock_guard lock(mutex);
        result = error ? when_broken : std::move(value);
        changed.notify_one();
    });
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return result.has_value(); });
    return std::move(*result);
}

}  // namespace

asio::awaitable<bool> run_in(WorkerPool& pool, std::function<void()> job) {
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(bool)>(
        [&pool](auto handler, std::function<void()> work) {
            const auto executor = asio::get_associated_executor(handler);
            const auto shared = std::make_shared<decltype(handler)>(std::move(handler));
            const auto resume = [shared, executor](bool done) {
                asio::post(executor, [shared, done] { std::move (*shared)(done); });
            };
            const bool taken = pool.submit([work = std::move(work), resume] {
                work();
                resume(true);
            });
            if (!taken) resume(false);
        },
        asio::use_awaitable, std::move(job));
}

struct RemoteBodyReader::Interruption {
    std::mutex mutex;
    std::optional<Failure> failure;
    bool reading = false;  ///< Used on the executor alone.

    std::optional<Failure> get() {
        const std::lock_guard lock(mutex);
        return failure;
    }
};

RemoteBodyReader::RemoteBodyReader(asio::any_io_executor executor, RequestReader& reader,
                                   std::optional<std::uint64_t> content_length, std::uint64_t limit)
    : executor_(std::move(executor)),
      reader_(reader),
      interruption_(std::make_shared<Interruption>()),
      content_length_(content_length),
      limit_(limit) {}

void RemoteBodyReader::interrupt(const Failure& failure) {
    {
        const std::lock_guard lock(interruption_->mutex);
        if (interruption_->failure) return;
        interruption_->failure = failure;
    }
    // What waits for this connection by then may be the answer, which is to go out.
    asio::post(executor_, [interruption = interruption_, socket = reader_.socket()] {
        if (interruption->reading) socket->cancel();
    });
}

asio::awaitable<RequestReader::Piece> RemoteBodyReader::read_piece(std::span<char> buffer) {
    RequestReader::Piece piece;
    if (interruption_->get()) {
        piece.error = ErrorCode::unavailable;
        reader_.abandon_body();
        co_return piece;
    }
    interruption_->reading = true;
    piece = co_await reader_.read_body(buffer, limit_);
    interruption_->reading = false;
    co_return piece;
}

std::size_t RemoteBodyReader::read(std::span<char> buffer) {
    if (buffer.empty()) return 0;
    if (!error_) {
        RequestReader::Piece broken;
        broken.error = ErrorCode::internal;
        const auto piece = run_and_wait(executor_, read_piece(buffer), broken);
        error_ = piece.error;
        if (!error_) return piece.bytes;
    }
    if (const auto interrupted = interruption_->get()) throw *interrupted;
    throw Failure(*error_, "reading the body");
}

RemoteResponseWriter::RemoteResponseWriter(asio::any_io_executor executor, DeadlineSocket& socket,
                                           std::string head, bool chunked,
                                           std::chrono::milliseconds write_timeout, std::stop_token stop)
    : executor_(std::move(executor)),
      socket_(socket),
      head_(std::move(head)),
      chunked_(chunked),
      write_timeout_(write_timeout),
      stop_(std::move(stop)) {}

void RemoteResponseWriter::write(std::string_view piece) {
    if (piece.empty()) return;
    if (failed_) throw ClientGone();
    std::string bytes = started_ ? std::string() : head_;
    started_ = true;
    if (chunked_) bytes += fmt::format("{:x}\r\n", piece.size());
    bytes += piece;
    if (chunked_) bytes += "\r\n";
    failed_ = !run_and_wait(executor_, socket_.write(bytes, {}, write_timeout_), false);
    if (failed_) throw ClientGone();
}

asio::awaitable<bool> RemoteResponseWriter::finish() {
    if (failed_) co_return false;
    std::string bytes = started_ ? std::string() : head_;
    started_ = true;
    if (chunked_) bytes += "0\r\n\r\n";
    co_return co_await socket_.write(bytes, {}, write_timeout_);
}

}  // namespace trainingzip::web
