#include "media/async_video_writer.h"

#include <utility>

namespace trainingzip::media {

AsyncVideoWriter::AsyncVideoWriter(const std::filesystem::path& path, const VideoWriterSettings& settings,
                                   std::size_t depth)
    : writer_(path, settings), queue_(depth), thread_([this] { encode(); }) {}

AsyncVideoWriter::~AsyncVideoWriter() {
    queue_.close();
}

void AsyncVideoWriter::encode() {
    try {
        while (const auto next = queue_.pop()) writer_.write(next->picture, next->time_seconds);
    } catch (...) {
        error_ = std::current_exception();
        queue_.close();
    }
}

void AsyncVideoWriter::join() {
    queue_.close();
    if (thread_.joinable()) thread_.join();
    if (error_) std::rethrow_exception(error_);
}

void AsyncVideoWriter::write(YuvPicture picture, double time_seconds) {
    if (!queue_.push({std::move(picture), time_seconds})) join();
}

void AsyncVideoWriter::finish(double end_seconds) {
    join();
    writer_.finish(end_seconds);
}

}  // namespace trainingzip::media
