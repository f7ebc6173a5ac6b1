#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "base/log.h"
#include "web/server.h"

namespace trainingzip::jobs {

/// How a job tells what it does. Safe to use from any thread of the job.
class JobReport {
  public:
    /// Frames done so far and in all, when known. Costs next to nothing: call it for each frame.
    void progress(std::int64_t frames, std::optional<std::int64_t> total_frames);
    /// Sends a line of results. Waits while the client is behind; throws Failure(unavailable) once the job
    /// is to stop.
    void send(const boost::json::object& line);

  private:
    friend class JobStream;

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<std::string> lines_;
    std::int64_t frames_ = 0;
    std::optional<std::int64_t> total_frames_;
    bool ended_ = false;
    std::stop_source stop_;
};

/// Does the work and returns the fields of the last line, {"type":"done", ...}.
using JobWork = std::function<boost::json::object(JobReport&, std::stop_token)>;

/// Answers POST /jobs: runs the work in a thread of its own and writes one JSON object a line to the
/// client: progress at least every second, what the work sends, and at the end "done" or "failed" with
/// the four digits of the error. When the client goes away or the server stops, the work is told to stop, and
/// the answer breaks off (throws ClientGone or Failure(unavailable)), which means: not done.
void run_job(web::ResponseWriter& writer, const std::string& stage, const Logger& logger,
             const JobWork& work);

}  // namespace trainingzip::jobs
