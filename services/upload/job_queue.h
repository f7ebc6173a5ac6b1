#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "database/database.h"
#include "jobs/job_kind.h"
#include "upload/notices.h"

namespace soci {
class session;
}

namespace trainingzip::upload {

using jobs::JobKind;

/// A job that is leased to this server.
struct Job {
    std::int64_t id = 0;
    std::string upload_id;
    std::int64_t training_id = 0;
    JobKind kind = JobKind::normalise;
    int attempts = 0;        ///< This one included.
    int suspicion = 0;       ///< How often its server died while working on it, perhaps not because of it.
    std::int64_t due = 0;    ///< Unix milliseconds since when it could have been claimed.
    std::string request_id;  ///< Of the request that began or resumed the upload; may be empty.
};

/// What an unsuccessful attempt costs the job.
enum class Charge {
    nothing,
    attempt,
    suspicion,  ///< Its server died, perhaps because of another job: it is a suspect from now on.
};

/// How suspects are kept apart from other jobs that would go to the same server.
struct Quarantine {
    /// For how long no other job of the kind is started beside a suspect; four times as long after each
    /// death that could not be attributed to one job.
    std::chrono::milliseconds alone{10'000};
    /// A suspect that has waited so long goes before the others.
    std::chrono::milliseconds longest_wait{300'000};
};

/// What the owner of a training sees of a job.
struct JobStage {
    JobKind kind;
    std::string state;
    std::int64_t frames_done = 0;
    std::int64_t frames_total = 0;
    double frames_per_second = 0;
};

/// How many jobs of a kind are open.
struct QueuedJobs {
    JobKind kind = JobKind::normalise;
    std::int64_t waiting = 0;
    std::int64_t running = 0;
    std::int64_t suspects = 0;  ///< Of both.
};

struct NormalisedMeasures {
    int width = 0;
    int height = 0;
    double duration_seconds = 0;
    std::int64_t frames = 0;
    Notices notices = {};  ///< For the owner.
};

/// The durable queue: rows of the table jobs, each leased to one server at a time. A lease that is not
/// renewed runs out, and another server adopts the job, so that no death of a process loses a job.
///
/// A job during which a server died is a suspect. Suspects come after all others; over all servers one of a
/// kind runs at a time, and the pose or shape server works on it alone at first, so that a death then can be
/// attributed to it.
class JobQueue {
  public:
    JobQueue(database::Database& database, const Clock& clock, std::string owner,
             std::chrono::milliseconds lease, Quarantine quarantine = {});

    std::optional<Job> claim(JobKind kind);
    /// To be called when a server has begun the work: suspects that run on the same server are not alone
    /// then.
    void begun(const Job& job);
    /// Whether nobody else can have caused the death of the server that worked on this claimed job.
    bool was_alone(const Job& job);

    /// The jobs that this server held when it died. They are still leased to it.
    std::vector<Job> held();
    /// Takes over the jobs whose leases have expired.
    std::vector<Job> adopt_expired();

    /// false: the job is not leased to this server any more (the training was deleted, or it failed
    /// elsewhere).
    bool renew(const Job& job);
    void set_progress(const Job& job, std::int64_t done, std::int64_t total, double frames_per_second);
    /// Frees the job after the delay; without one it keeps its place. Suspicion falls on the other waiting
    /// jobs of its upload, too.
    void hand_back(const Job& job, std::chrono::milliseconds delay, Charge charge);

    /// Done; queues the jobs for pose and shape. false as renew().
    bool finish_normalise(const Job& job, const NormalisedMeasures& measures);
    /// networks: the set that did it, "real" or "stand-in"; notices: for the owner, see
    /// with_trainer_notices(). false as renew().
    bool finish(const Job& job, std::int64_t frames, const std::string& networks,
                const Notices& notices = {});

    /// Of all servers; a kind without open jobs is left out.
    std::vector<QueuedJobs> queued();

    std::vector<JobStage> stages(const std::string& upload_id);

  private:
    std::int64_t now() const { return to_unix_milliseconds(clock_.now()); }
    std::optional<Job> choose(soci::session& session, JobKind kind, std::int64_t time,
                              std::string_view lock) const;
    std::chrono::milliseconds time_alone(int suspicion) const;
    bool mark_done(soci::session& session, const Job& job, std::int64_t frames);

    database::Database& database_;
    const Clock& clock_;
    const std::string owner_;
    const std::chrono::milliseconds lease_;
    const Quarantine quarantine_;
};

}  // namespace trainingzip::upload
