#include "jobs/progress_writer.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cmath>
#include <utility>

#include "jobs/progress_message.h"

namespace trainingzip::jobs {

namespace {

constexpr std::chrono::milliseconds progress_interval{500};

}  // namespace

ProgressWriter::ProgressWriter(JobKind kind, Write write, JobEndpointMetrics metrics)
    : kind_(kind),
      write_(std::move(write)),
      metrics_(std::move(metrics)),
      running_(metrics_.running),
      begun_(std::chrono::steady_clock::now()),
      last_frame_(begun_) {}

ProgressWriter::~ProgressWriter() {
    if (!ended_) metrics_.broken_off.add();
}

void ProgressWriter::accept() {
    write_line({{"type", message_type::accepted}});
}

void ProgressWriter::begin(std::optional<std::int64_t> total_frames) {
    total_frames_ = total_frames;
    begun_ = std::chrono::steady_clock::now();
    last_frame_ = begun_;
    write_progress(0);
}

void ProgressWriter::progress(std::int64_t frames) {
    const auto now = std::chrono::steady_clock::now();
    metrics_.frames.add();
    metrics_.seconds.add(std::chrono::duration<double>(now - last_frame_).count());
    last_frame_ = now;
    frames_ = frames;
    if (now - last_progress_ >= progress_interval) write_progress(frames);
}

void ProgressWriter::alive() {
    last_frame_ = std::chrono::steady_clock::now();
    if (frames_ == 0) begun_ = last_frame_;
    if (last_frame_ - last_progress_ >= progress_interval) write_progress(frames_);
}

void ProgressWriter::people(const PossibleTrainers& people) {
    write_line({{"type", message_type::people}, {"people", to_json(people)}});
}

void ProgressWriter::poses(std::int64_t first_frame, std::size_t frame_count, std::string_view block) {
    write_line({{"type", message_type::poses},
                {"firstFrame", first_frame},
                {"frameCount", frame_count},
                {"block", block}});
}

void ProgressWriter::write_progress(std::int64_t frames) {
    last_progress_ = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(last_progress_ - begun_).count();
    const double rate = frames > 0 && seconds > 0 ? static_cast<double>(frames) / seconds : 0;
    boost::json::object object{
        {"type", message_type::progress}, {"stage", name_of(kind_)}, {"frames", frames}};
    // A container may declare fewer frames than it holds.
    if (total_frames_) object["totalFrames"] = std::max(*total_frames_, frames);
    object["framesPerSecond"] = std::round(rate * 10) / 10;
    write_line(object);
}

void ProgressWriter::write_line(const boost::json::object& object) {
    write_(boost::json::serialize(object) + "\n");
}

void ProgressWriter::done(std::int64_t frames, int width, int height, double duration_seconds,
                          const boost::json::array& notices) {
    write_progress(frames);
    write_line({{"type", message_type::done},
                {"frames", frames},
                {"width", width},
                {"height", height},
                {"durationSeconds", duration_seconds},
                {"networks", networks_},
                {"notices", notices}});
    ended_ = true;
    metrics_.done.add();
}

void ProgressWriter::stopped() {
    write_line(failure_message(ErrorCode::unavailable, "the server stops"));
}

void ProgressWriter::failed(const Failure& failure) {
    write_line(failure_message(failure.code(), failure.what()));
    ended_ = true;
    metrics_.failed.add();
}

}  // namespace trainingzip::jobs
