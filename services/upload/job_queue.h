#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "data/database.h"
#include "upload/notices.h"

namespace soci {
class session;
}

namespace trainingzip::upload {

/// A job in the hands of this server.
struct Job {
    std::int64_t id = 0;
    std::string upload_id;
    std::int64_t training_id = 0;
    std::string kind;         ///< "normalise", "pose" or "shape".
    int attempts = 0;         ///< This one included.
    std::string request_id;   ///< Of the request that began or resumed the upload; may be empty.
    UtcTime last_progress{};  ///< When the job last came further, in any attempt.
};

/// What the owner of a training sees of a job.
struct JobStage {
    std::string kind;
    std::string state;
    std::int64_t frames_done = 0;
    std::int64_t frames_total = 0;
    double frames_per_second = 0;
};

/// How many jobs of a kind are open.
struct QueuedJobs {
    std::string kind;
    std::int64_t waiting = 0;
    std::int64_t running = 0;
};

struct NormalisedMeasures {
    int width = 0;
    int height = 0;
    double duration_seconds = 0;
    std::int64_t frames = 0;
    Notices notices = {};  ///< For the owner.
};

/// The durable queue: rows of the table jobs, each leased to one server at a time. A lease that is not
/// renewed runs out, and the job is free again, so that no death of a process loses a job.
class JobQueue {
  public:
    JobQueue(data::Database& database, const Clock& clock, std::string owner,
             std::chrono::milliseconds lease);

    /// Frees the jobs that this server held when it died.
    void take_back();

    std::optional<Job> claim(std::string_view kind);
    /// false: the job belongs to this server no more (the training was deleted, or it failed elsewhere).
    bool renew(const Job& job);
    void set_progress(const Job& job, std::int64_t done, std::int64_t total, double frames_per_second);
    /// Frees the job; without `counted` the attempt does not count.
    void hand_back(const Job& job, std::chrono::milliseconds delay, bool counted);

    /// Done, and the order of pose and shape. false as renew().
    bool finish_normalise(const Job& job, const NormalisedMeasures& measures);
    bool finish(const Job& job, std::int64_t frames);

    /// Of all servers; a kind without open jobs is left out.
    std::vector<QueuedJobs> queued();

    std::vector<JobStage> stages(const std::string& upload_id);

  private:
    std::int64_t now() const { return to_unix_milliseconds(clock_.now()); }
    bool mark_done(soci::session& session, const Job& job, std::int64_t frames);

    data::Database& database_;
    const Clock& clock_;
    const std::string owner_;
    const std::chrono::milliseconds lease_;
};

}  // namespace trainingzip::upload
