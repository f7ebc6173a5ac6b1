#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "jobs/job_endpoint_metrics.h"
#include "jobs/job_kind.h"
#include "jobs/possible_trainers.h"

namespace trainingzip::jobs {

/// Writes the progress stream of one job, the answer to a JobOrder: one JSON object a line, while the work
/// goes on. Each line is read with ProgressMessage.
///
///     {"type":"accepted"}
///     {"type":"progress","stage":"pose","frames":12,"totalFrames":65,"framesPerSecond":21.3}
///     {"type":"people","people":[...]}  (jobs::PossibleTrainers)
///     {"type":"poses","firstFrame":0,"frameCount":64,"block":"base64url of a pose block"}
///     {"type":"done","frames":65,"width":720,"height":1280,"durationSeconds":13.0,"networks":"real",
///      "notices":[]}
///     {"type":"failed","error":"1206","detail":"for the log"}
///
/// The last line is "done" or "failed". Every call may throw what `write` throws.
class ProgressWriter {
  public:
    static constexpr std::string_view content_type = "application/x-ndjson";

    /// Takes one line, its line feed included.
    using Write = std::function<void(std::string_view line)>;

    ProgressWriter(JobKind kind, Write write, JobEndpointMetrics metrics = {});
    ~ProgressWriter();
    ProgressWriter(const ProgressWriter&) = delete;
    ProgressWriter& operator=(const ProgressWriter&) = delete;

    /// Which set of networks does the work, for the message "done".
    void set_networks(std::string_view set) { networks_ = set; }
    /// The order is accepted and nothing has been done for it yet. With it the client can tell an order that
    /// killed this server from one that never began.
    void accept();
    /// The work begins. total_frames as the container declares, if it does.
    void begin(std::optional<std::int64_t> total_frames);
    /// To be called for each frame. Writes a message when the last one is half a second old.
    void progress(std::int64_t frames);
    /// To be called again and again while no frame is done: whoever ordered takes silence for a death. Writes
    /// as progress() does. The rate counts from the last such call before the first frame.
    void alive();
    /// Who may be the trainer, and who is. Before the first poses.
    void people(const PossibleTrainers& people);
    /// One pose block (vision/pose_block.h) in base64url.
    void poses(std::int64_t first_frame, std::size_t frame_count, std::string_view block);
    /// notices: for the owner, {"kind", "seconds"} as in media/notice.h.
    void done(std::int64_t frames, int width, int height, double duration_seconds,
              const boost::json::array& notices = {});
    void failed(const Failure& failure);
    /// The server stops, which says nothing about the order. Counts as broken off.
    void stopped();

  private:
    void write_progress(std::int64_t frames);
    void write_line(const boost::json::object& object);

    const JobKind kind_;
    const Write write_;
    std::string networks_;
    const JobEndpointMetrics metrics_;
    const metrics::Counted running_;
    bool ended_ = false;
    std::int64_t frames_ = 0;
    std::optional<std::int64_t> total_frames_;
    std::chrono::steady_clock::time_point begun_;
    std::chrono::steady_clock::time_point last_progress_;
    std::chrono::steady_clock::time_point last_frame_;
};

}  // namespace trainingzip::jobs
