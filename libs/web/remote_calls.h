#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <stop_token>

#include "web/deadline_socket.h"
#include "web/request_reader.h"
#include "web/server.h"
#include "web/worker_pool.h"

namespace trainingzip::web {

/// Runs a job in the pool while the coroutine waits. When the pool is full, returns false without running it.
boost::asio::awaitable<bool> run_in(WorkerPool& pool, std::function<void()> job);

/// The body of a request for a handler in a worker thread. The reader works on its own executor; the
/// handler's thread waits for it, so that nothing is read ahead of the handler.
class RemoteBodyReader final : public BodyReader {
  public:
    /// limit: bytes of the whole body.
    RemoteBodyReader(boost::asio::any_io_executor executor, RequestReader& reader,
                     std::optional<std::uint64_t> content_length, std::uint64_t limit);

    std::size_t read(std::span<char> buffer) override;
    std::optional<std::uint64_t> content_length() const override { return content_length_; }
    void interrupt(const Failure& failure) override;

  private:
    struct Interruption;
    boost::asio::awaitable<RequestReader::Piece> read_piece(std::span<char> buffer);

    boost::asio::any_io_executor executor_;
    RequestReader& reader_;
    std::shared_ptr<Interruption> interruption_;
    std::optional<std::uint64_t> content_length_;
    std::uint64_t limit_;
    std::optional<ErrorCode> error_;
};

/// The response of a long job in a worker thread, sent in chunks (RFC 9112, 7.1).
class RemoteResponseWriter final : public ResponseWriter {
  public:
    /// `head` is sent before the first piece. Without `chunked`, for HTTP/1.0, pieces go out bare.
    RemoteResponseWriter(boost::asio::any_io_executor executor, DeadlineSocket& socket, std::string head,
                         bool chunked, std::chrono::milliseconds write_timeout, std::stop_token stop);

    void write(std::string_view piece) override;
    std::stop_token stop_token() const override { return stop_; }

    bool has_started() const { return started_; }
    /// On the socket's executor, after the job: the last chunk, and the head when there was no piece.
    boost::asio::awaitable<bool> finish();

  private:
    boost::asio::any_io_executor executor_;
    DeadlineSocket& socket_;
    std::string head_;
    bool chunked_;
    std::chrono::milliseconds write_timeout_;
    std::stop_token stop_;
    bool started_ = false;
    bool failed_ = false;
};

}  // namespace trainingzip::web
