#include "media/encode_behind.h"

#include <utility>

namespace trainingzip::media {

EncodeBehind::EncodeBehind(const std::filesystem::path& path, const VideoWriterSettings& settings,
                           std::size_t depth)
    : writer_(path, settings), queue_(depth), thread_([this] { encode(); }) {}

EncodeBehind::~EncodeBehind() {
    queue_.close();
}

void EncodeBehind::encode() {
    try {
        while (const auto next = queue_.pop()) writer_.write(next->picture, next->time_seconds);
    } catch (...) {
        error_ = std::current_exception();
        queue_.close();
    }
}

void EncodeBehind::join() {
    queue_.close();
    if (thread_.joinable()) thread_.join();
    if (error_) std::rethrow_exception(error_);
}

void EncodeBehind::write(YuvPicture picture, double time_seconds) {
    if (!queue_.push({std::move(picture), time_seconds})) join();
}

void EncodeBehind::finish(double end_seconds) {
    join();
    writer_.finish(end_seconds);
}

}  // namespace trainingzip::media
