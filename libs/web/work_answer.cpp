#include "web/work_answer.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cmath>
#include <utility>

namespace trainingzip::web {

namespace {

constexpr std::chrono::milliseconds progress_interval{500};

}  // namespace

WorkAnswer::WorkAnswer(ResponseWriter& writer, std::string stage, WorkMetrics metrics)
    : writer_(writer),
      stage_(std::move(stage)),
      metrics_(std::move(metrics)),
      running_(metrics_.running),
      begun_(std::chrono::steady_clock::now()),
      last_frame_(begun_) {}

WorkAnswer::~WorkAnswer() {
    if (!ended_) metrics_.broken_off.add();
}

void WorkAnswer::accept() {
    line({{"type", "accepted"}});
}

void WorkAnswer::begin(std::optional<std::int64_t> total_frames) {
    total_frames_ = total_frames;
    begun_ = std::chrono::steady_clock::now();
    last_frame_ = begun_;
    write_progress(0);
}

void WorkAnswer::progress(std::int64_t frames) {
    const auto now = std::chrono::steady_clock::now();
    metrics_.frames.add();
    metrics_.seconds.add(std::chrono::duration<double>(now - last_frame_).count());
    last_frame_ = now;
    if (now - last_progress_ >= progress_interval) write_progress(frames);
}

void WorkAnswer::write_progress(std::int64_t frames) {
    last_progress_ = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(last_progress_ - begun_).count();
    const double rate = frames > 0 && seconds > 0 ? static_cast<double>(frames) / seconds : 0;
    boost::json::object object{{"type", "progress"}, {"stage", stage_}, {"frames", frames}};
    // A container may promise fewer frames than there are.
    if (total_frames_) object["totalFrames"] = std::max(*total_frames_, frames);
    object["framesPerSecond"] = std::round(rate * 10) / 10;
    line(object);
}

void WorkAnswer::line(const boost::json::object& object) {
    writer_.write(boost::json::serialize(object) + "\n");
}

void WorkAnswer::done(std::int64_t frames, int width, int height, double duration_seconds) {
    write_progress(frames);
    line({{"type", "done"},
          {"frames", frames},
          {"width", width},
          {"height", height},
          {"durationSeconds", duration_seconds},
          {"networks", networks_}});
    ended_ = true;
    metrics_.done.add();
}

void WorkAnswer::write_failure(const Failure& failure) {
    line({{"type", "failed"}, {"error", describe(failure.code()).digits}, {"detail", failure.what()}});
}

void WorkAnswer::stopped() {
    write_failure(Failure(ErrorCode::unavailable, "the server stops"));
}

void WorkAnswer::failed(const Failure& failure) {
    write_failure(failure);
    ended_ = true;
    metrics_.failed.add();
}

}  // namespace trainingzip::web
