#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "web/server.h"
#include "web/work_metrics.h"

namespace trainingzip::web {

/// The answer to a WorkOrder: one JSON object a line, written while the work goes on.
///
///     {"type":"accepted"}
///     {"type":"progress","stage":"pose","frames":12,"totalFrames":65,"framesPerSecond":21.3}
///     {"type":"done","frames":65,"width":720,"height":1280,"durationSeconds":13.0,"networks":"real"}
///     {"type":"failed","error":"1206","detail":"for the log"}
///
/// Every call may throw ClientGone as ResponseWriter::write does.
class WorkAnswer {
  public:
    static constexpr std::string_view content_type = "application/x-ndjson";

    /// The writer must outlive the answer.
    WorkAnswer(ResponseWriter& writer, std::string stage, WorkMetrics metrics = {});
    ~WorkAnswer();
    WorkAnswer(const WorkAnswer&) = delete;
    WorkAnswer& operator=(const WorkAnswer&) = delete;

    /// Which networks the work is done with; the line "done" tells it.
    void with_networks(std::string_view set) { networks_ = set; }
    /// Says that the order is taken, before anything is done for it: who ordered can tell an order that ended
    /// this server from one that met its end.
    void accept();
    /// Says at once that the work has begun. total_frames as the container says, if it does.
    void begin(std::optional<std::int64_t> total_frames);
    /// Call it for each frame. Writes a progress line when the last one is half a second old.
    void progress(std::int64_t frames);
    void line(const boost::json::object& object);
    void done(std::int64_t frames, int width, int height, double duration_seconds);
    void failed(const Failure& failure);
    /// Says that the server ends and the order is as good as before. It counts as broken off.
    void stopped();

  private:
    void write_progress(std::int64_t frames);
    void write_failure(const Failure& failure);

    ResponseWriter& writer_;
    std::string stage_;
    std::string networks_;
    const WorkMetrics metrics_;
    const metrics::Counted running_;
    bool ended_ = false;
    std::optional<std::int64_t> total_frames_;
    std::chrono::steady_clock::time_point begun_;
    std::chrono::steady_clock::time_point last_progress_;
    std::chrono::steady_clock::time_point last_frame_;
};

}  // namespace trainingzip::web
