#include "media/decode_ahead.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace trainingzip::media {

DecodeAhead::DecodeAhead(const std::filesystem::path& path, const VideoReaderOptions& options,
                         std::stop_token stop, std::size_t depth)
    : reader_(path, options, stop_.get_token()),
      ring_(std::max<std::size_t>(depth, 1)),
      stop_with_(std::move(stop), [this] { stop_.request_stop(); }),
      thread_([this] { decode(stop_.get_token()); }) {}

DecodeAhead::~DecodeAhead() {
    stop_.request_stop();
}

void DecodeAhead::decode(std::stop_token stop) {
    try {
        Frame frame;
        while (reader_.read(frame)) {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, stop, [&] { return waiting_ < ring_.size(); })) {
                throw Failure(ErrorCode::unavailable, "decoding was stopped");
            }
            std::swap(ring_[(first_ + waiting_) % ring_.size()], frame);
            ++waiting_;
            changed_.notify_all();
        }
        close(nullptr);
    } catch (...) {
        close(std::current_exception());
    }
}

void DecodeAhead::close(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    error_ = std::move(error);
    changed_.notify_all();
}

bool DecodeAhead::read(Frame& frame) {
    std::unique_lock lock(mutex_);
    // The reader's own deadline ends this wait: it closes with an error when the file does not come.
    changed_.wait(lock, [&] { return waiting_ > 0 || ended_; });
    if (waiting_ > 0) {
        std::swap(ring_[first_], frame);
        first_ = (first_ + 1) % ring_.size();
        --waiting_;
        changed_.notify_all();
        return true;
    }
    if (error_) std::rethrow_exception(error_);
    return false;
}

}  // namespace trainingzip::media
