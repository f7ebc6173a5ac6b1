#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <span>
#include <stop_token>
#include <thread>
#include <vector>

namespace trainingzip::vision {

/// Numbers with a shape, in row-major order.
struct OwnedTensor {
    std::vector<float> values;
    std::vector<std::int64_t> shape;
};

/// What somebody wants to have computed: rows of one tensor, and where the outputs for these rows go.
struct BatchRequest {
    std::span<const float> values;
    std::vector<std::int64_t> shape;   ///< The first dimension is the number of rows.
    std::vector<OwnedTensor> outputs;  ///< Of the network, each with as many rows.

    std::size_t rows() const { return static_cast<std::size_t>(shape.front()); }
};

struct BatchSettings {
    std::size_t largest_batch = 8;  ///< Rows computed at once.
    /// How long the first request of a batch waits for others while the batch is not full.
    std::chrono::microseconds longest_wait{500};
};

/// Lets requests that come from many threads at about the same time be computed together, on one thread of
/// its own, where that costs less than one after another: on a GPU (Triton calls this dynamic batching). Only
/// requests whose rows have the same shape share a batch; among several shapes the one that has waited
/// longest is next.
class RequestBatcher {
  public:
    /// Computes requests whose rows have one shape and together number at most largest_batch, and fills their
    /// outputs. Called on the batcher's thread alone. What it throws, each of the requests' callers gets.
    using Compute = std::function<void(std::span<BatchRequest* const> requests)>;

    RequestBatcher(const BatchSettings& settings, Compute compute);
    /// All calls must have returned.
    ~RequestBatcher() = default;

    /// Waits for the outputs. A request with more rows than fit is computed in parts. Safe from several
    /// threads.
    std::vector<OwnedTensor> run(std::span<const float> values, std::vector<std::int64_t> shape);

  private:
    struct Waiting {
        BatchRequest request;
        std::chrono::steady_clock::time_point since;
        bool is_done = false;
        std::exception_ptr error;
    };

    std::vector<OwnedTensor> run_part(std::span<const float> values, std::vector<std::int64_t> shape);
    void work(const std::stop_token& stop);
    std::vector<Waiting*> take_batch(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);
    std::vector<Waiting*> matching_first() const;

    BatchSettings settings_;
    Compute compute_;
    std::mutex mutex_;
    std::condition_variable_any came_;
    std::condition_variable done_;
    std::deque<Waiting*> queue_;  ///< Oldest first.
    std::jthread thread_;         ///< Last: it ends before what it uses.
};

}  // namespace trainingzip::vision
