#include "vision/request_batcher.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace trainingzip::vision {

namespace {

bool same_rows(const std::vector<std::int64_t>& one, const std::vector<std::int64_t>& other) {
    return std::equal(one.begin() + 1, one.end(), other.begin() + 1, other.end());
}

/// Appends the rows of `part`, whose other dimensions are the same.
void append_rows(OwnedTensor& whole, const OwnedTensor& part) {
    whole.values.insert(whole.values.end(), part.values.begin(), part.values.end());
    whole.shape.front() += part.shape.front();
}

}  // namespace

RequestBatcher::RequestBatcher(const BatchSettings& settings, Compute compute)
    : settings_(settings),
      compute_(std::move(compute)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

std::vector<OwnedTensor> RequestBatcher::run(std::span<const float> values, std::vector<std::int64_t> shape) {
    if (shape.empty() || shape.front() < 1) throw std::invalid_argument("a request needs at least one row");
    const auto rows = static_cast<std::size_t>(shape.front());
    if (rows <= settings_.largest_batch) return run_part(values, std::move(shape));
    const std::size_t row_values = values.size() / rows;
    std::vector<OwnedTensor> outputs;
    for (std::size_t from = 0; from < rows; from += settings_.largest_batch) {
        const std::size_t count = std::min(settings_.largest_batch, rows - from);
        shape.front() = static_cast<std::int64_t>(count);
        auto part = run_part(values.subspan(from * row_values, count * row_values), shape);
        if (outputs.empty()) {
            outputs = std::move(part);
        } else {
            for (std::size_t i = 0; i < outputs.size(); ++i) append_rows(outputs[i], part[i]);
        }
    }
    return outputs;
}

std::vector<OwnedTensor> RequestBatcher::run_part(std::span<const float> values,
                                                  std::vector<std::int64_t> shape) {
    Waiting waiting{{values, std::move(shape), {}}, std::chrono::steady_clock::now(), false, nullptr};
    std::unique_lock lock(mutex_);
    queue_.push_back(&waiting);
    came_.notify_one();
    done_.wait(lock, [&] { return waiting.is_done; });
    if (waiting.error) std::rethrow_exception(waiting.error);
    return std::move(waiting.request.outputs);
}

void RequestBatcher::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (true) {
        const std::vector<Waiting*> batch = take_batch(lock, stop);
        if (batch.empty()) return;
        lock.unlock();
        std::vector<BatchRequest*> requests;
        requests.reserve(batch.size());
        for (Waiting* waiting : batch) requests.push_back(&waiting->request);
        std::exception_ptr error;
        try {
            compute_(requests);
        } catch (...) {
            error = std::current_exception();
        }
        lock.lock();
        for (Waiting* waiting : batch) {
            waiting->error = error;
            waiting->is_done = true;
        }
        done_.notify_all();
    }
}

/// Empty when it is time to stop.
std::vector<RequestBatcher::Waiting*> RequestBatcher::take_batch(std::unique_lock<std::mutex>& lock,
                                                                 const std::stop_token& stop) {
    if (!came_.wait(lock, stop, [this] { return !queue_.empty(); })) return {};
    const auto is_full = [this] {
        std::size_t rows = 0;
        for (const Waiting* waiting : matching_first()) rows += waiting->request.rows();
        return rows >= settings_.largest_batch;
    };
    came_.wait_until(lock, stop, queue_.front()->since + settings_.longest_wait, is_full);
    std::vector<Waiting*> batch = matching_first();
    std::erase_if(queue_, [&](const Waiting* waiting) {
        return std::find(batch.begin(), batch.end(), waiting) != batch.end();
    });
    return batch;
}

/// The oldest request, and those after it that fit into the same batch.
std::vector<RequestBatcher::Waiting*> RequestBatcher::matching_first() const {
    std::vector<Waiting*> batch;
    std::size_t rows = 0;
    for (Waiting* waiting : queue_) {
        if (!same_rows(waiting->request.shape, queue_.front()->request.shape)) continue;
        if (rows + waiting->request.rows() > settings_.largest_batch) break;
        rows += waiting->request.rows();
        batch.push_back(waiting);
    }
    return batch;
}

}  // namespace trainingzip::vision
