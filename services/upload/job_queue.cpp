#include "upload/job_queue.h"

#include <soci/soci.h>

#include <algorithm>
#include <stdexcept>

#include "upload/jobs_sql.h"
#include "upload/uploads_sql.h"

namespace trainingzip::upload {

namespace {

using soci::into;
using soci::use;

bool changed_a_row(soci::statement& statement) {
    statement.execute(true);
    return statement.get_affected_rows() > 0;
}

std::string text_of(JobKind kind) {
    return std::string(jobs::name_of(kind));
}

JobKind kind_of(const std::string& name) {
    const auto kind = jobs::find_job_kind(name);
    if (!kind) throw std::runtime_error("a job of the unknown kind '" + name + "'");
    return *kind;
}

std::optional<Job> find_next(soci::session& session, std::string_view select, std::string_view lock,
                             JobKind kind, std::int64_t time) {
    Job job;
    job.kind = kind;
    const std::string name = text_of(kind);
    session << select << lock, use(name, "kind"), use(time, "now"), into(job.id), into(job.upload_id),
        into(job.training_id), into(job.attempts), into(job.suspicion), into(job.due), into(job.request_id);
    if (!session.got_data()) return std::nullopt;
    return job;
}

template <typename Parameter>
std::vector<Job> jobs_of(soci::session& session, std::string_view select, const Parameter& value,
                         const char* name) {
    Job job;
    std::string kind;
    soci::statement statement = (session.prepare << select, use(value, name), into(job.id),
                                 into(job.upload_id), into(job.training_id), into(kind), into(job.attempts),
                                 into(job.suspicion), into(job.due), into(job.request_id));
    statement.execute();
    std::vector<Job> jobs;
    while (statement.fetch()) {
        job.kind = kind_of(kind);
        jobs.push_back(job);
    }
    return jobs;
}

struct RunningSuspect {
    std::int64_t since = 0;
    int suspicion = 0;
};

std::optional<RunningSuspect> running_suspect(soci::session& session, JobKind kind) {
    RunningSuspect suspect;
    const std::string name = text_of(kind);
    session << jobs_sql::running_suspect, use(name, "kind"), into(suspect.since), into(suspect.suspicion);
    if (!session.got_data()) return std::nullopt;
    return suspect;
}

}  // namespace

JobQueue::JobQueue(database::Database& database, const Clock& clock, std::string owner,
                   std::chrono::milliseconds lease, Quarantine quarantine)
    : database_(database), clock_(clock), owner_(std::move(owner)), lease_(lease), quarantine_(quarantine) {}

std::chrono::milliseconds JobQueue::time_alone(int suspicion) const {
    constexpr int most_growth = 12;
    return quarantine_.alone * (std::int64_t{1} << std::min(2 * (suspicion - 1), most_growth));
}

std::optional<Job> JobQueue::choose(soci::session& session, JobKind kind, std::int64_t time,
                                    std::string_view lock) const {
    const auto other = [&] { return find_next(session, jobs_sql::next, lock, kind, time); };
    // Each normalise job has a child process of its own, whose death affects no other job.
    const bool shares_server = kind != JobKind::normalise;

    if (const auto running = running_suspect(session, kind)) {
        const bool is_alone = time < running->since + time_alone(running->suspicion).count();
        return shares_server && is_alone ? std::nullopt : other();
    }
    std::optional<Job> suspect = find_next(session, jobs_sql::next_suspect, lock, kind, time);
    if (!suspect) return other();

    const std::int64_t waits = time - suspect->due;
    const bool goes_first = waits >= quarantine_.longest_wait.count();
    if (!goes_first) {
        if (std::optional<Job> job = other()) return job;
    }
    if (!shares_server) return suspect;
    long long running = 0;
    const std::string name = text_of(kind);
    session << jobs_sql::count_running, use(name, "kind"), into(running);
    if (running == 0) return suspect;
    // While it goes first no other job starts, so those that run soon end; it does not wait for long ones.
    if (goes_first && waits >= (quarantine_.longest_wait + quarantine_.alone).count()) return suspect;
    return std::nullopt;
}

std::optional<Job> JobQueue::claim(JobKind kind) {
    const std::int64_t time = now();
    // Most polls find nothing, and those must not take the write lock.
    const bool found = database_.with_session(
        [&](soci::session& session) { return choose(session, kind, time, {}).has_value(); });
    if (!found) return std::nullopt;
    return database_.in_transaction([&](soci::session& session) -> std::optional<Job> {
        const bool one_writer = session.get_backend_name() == "sqlite3";
        std::optional<Job> job =
            choose(session, kind, time, one_writer ? std::string_view() : jobs_sql::skip_locked_postgresql);
        if (!job) return std::nullopt;
        const std::int64_t until = time + lease_.count();
        soci::statement claim = (session.prepare << jobs_sql::claim, use(owner_, "owner"),
                                 use(until, "until"), use(time, "now"), use(job->id, "job"));
        if (!changed_a_row(claim)) return std::nullopt;
        ++job->attempts;
        const std::string state = "PROCESSING";
        session << uploads_sql::set_state, use(state, "state"), use(time, "now"),
            use(job->upload_id, "upload");
        session << uploads_sql::derive_training_state, use(job->training_id, "training");
        return job;
    });
}

void JobQueue::begun(const Job& job) {
    const bool beside_suspect = database_.with_session(
        [&](soci::session& session) { return running_suspect(session, job.kind).has_value(); });
    if (!beside_suspect) return;
    const std::string kind = text_of(job.kind);
    database_.in_transaction(
        [&](soci::session& session) { session << jobs_sql::set_accompanied, use(kind, "kind"); });
}

bool JobQueue::was_alone(const Job& job) {
    if (job.suspicion == 0) return false;
    return database_.with_session([&](soci::session& session) {
        int accompanied = 0;
        session << jobs_sql::is_accompanied, use(job.id, "job"), into(accompanied);
        return session.got_data() && accompanied == 0;
    });
}

std::vector<Job> JobQueue::held() {
    return database_.with_session(
        [&](soci::session& session) { return jobs_of(session, jobs_sql::held_by, owner_, "owner"); });
}

std::vector<Job> JobQueue::adopt_expired() {
    const std::int64_t time = now();
    const std::vector<Job> expired = database_.with_session(
        [&](soci::session& session) { return jobs_of(session, jobs_sql::expired, time, "now"); });
    std::vector<Job> adopted;
    for (const Job& job : expired) {
        const bool got = database_.in_transaction([&](soci::session& session) {
            const std::int64_t until = time + lease_.count();
            soci::statement adopt = (session.prepare << jobs_sql::adopt, use(owner_, "owner"),
                                     use(until, "until"), use(time, "now"), use(job.id, "job"));
            return changed_a_row(adopt);
        });
        if (got) adopted.push_back(job);
    }
    return adopted;
}

bool JobQueue::renew(const Job& job) {
    return database_.in_transaction([&](soci::session& session) {
        const std::int64_t until = now() + lease_.count();
        soci::statement renew = (session.prepare << jobs_sql::renew, use(until, "until"), use(job.id, "job"),
                                 use(owner_, "owner"));
        return changed_a_row(renew);
    });
}

void JobQueue::set_progress(const Job& job, std::int64_t done, std::int64_t total, double frames_per_second) {
    database_.in_transaction([&](soci::session& session) {
        const std::int64_t time = now();
        session << jobs_sql::set_progress, use(done, "done"), use(total, "total"),
            use(frames_per_second, "speed"), use(time, "now"), use(job.id, "job"), use(owner_, "owner");
    });
}

void JobQueue::hand_back(const Job& job, std::chrono::milliseconds delay, Charge charge) {
    database_.in_transaction([&](soci::session& session) {
        const std::int64_t not_before = delay.count() > 0 ? now() + delay.count() : job.due;
        const int attempts = charge == Charge::attempt ? job.attempts : job.attempts - 1;
        const int suspicion = charge == Charge::suspicion ? job.suspicion + 1 : job.suspicion;
        soci::statement hand_back =
            (session.prepare << jobs_sql::hand_back, use(attempts, "attempts"), use(suspicion, "suspicion"),
             use(not_before, "not_before"), use(job.id, "job"), use(owner_, "owner"));
        if (!changed_a_row(hand_back) || charge != Charge::suspicion) return;
        session << jobs_sql::suspect_waiting_of_upload, use(not_before, "not_before"),
            use(job.upload_id, "upload");
    });
}

bool JobQueue::mark_done(soci::session& session, const Job& job, std::int64_t frames) {
    const std::int64_t time = now();
    soci::statement finish = (session.prepare << jobs_sql::finish, use(frames, "done"), use(time, "now"),
                              use(job.id, "job"), use(owner_, "owner"));
    return changed_a_row(finish);
}

bool JobQueue::finish_normalise(const Job& job, const NormalisedMeasures& measures) {
    return database_.in_transaction([&](soci::session& session) {
        if (!mark_done(session, job, measures.frames)) return false;
        const std::string notices = notices_to_text(measures.notices);
        session << uploads_sql::set_measures, use(measures.width, "width"), use(measures.height, "height"),
            use(measures.duration_seconds, "seconds"), use(measures.frames, "frames"),
            use(notices, "notices"), use(job.upload_id, "upload");
        const std::int64_t time = now();
        for (const JobKind next : jobs::remote_job_kinds) {
            const std::string kind = text_of(next);
            session << jobs_sql::insert, use(job.upload_id, "upload"), use(kind, "kind"), use(time, "now");
        }
        return true;
    });
}

bool JobQueue::finish(const Job& job, std::int64_t frames, const std::string& networks,
                      const Notices& notices) {
    return database_.in_transaction([&](soci::session& session) {
        if (!mark_done(session, job, frames)) return false;
        if (job.kind == JobKind::pose) {
            std::string kept;
            session << uploads_sql::find_notices, use(job.upload_id, "upload"), into(kept);
            const std::string all = notices_to_text(with_trainer_notices(notices_from_text(kept), notices));
            session << uploads_sql::set_notices, use(all, "notices"), use(job.upload_id, "upload");
        }
        session << uploads_sql::set_networks, use(networks, "networks"), use(job.upload_id, "upload");
        return true;
    });
}

std::vector<QueuedJobs> JobQueue::queued() {
    return database_.with_session([&](soci::session& session) {
        std::vector<QueuedJobs> found;
        QueuedJobs row;
        std::string kind;
        soci::statement statement = (session.prepare << jobs_sql::count_open, into(kind), into(row.waiting),
                                     into(row.running), into(row.suspects));
        statement.execute();
        while (statement.fetch()) {
            row.kind = kind_of(kind);
            found.push_back(row);
        }
        return found;
    });
}

std::vector<JobStage> JobQueue::stages(const std::string& upload_id) {
    return database_.with_session([&](soci::session& session) {
        std::vector<JobStage> found;
        const soci::rowset<soci::row> rows =
            (session.prepare << jobs_sql::of_upload, use(upload_id, "upload"));
        for (const soci::row& row : rows) {
            found.push_back({kind_of(row.get<std::string>(0)), row.get<std::string>(1), row.get<long long>(2),
                             row.get<long long>(3), row.get<double>(4)});
        }
        return found;
    });
}

}  // namespace trainingzip::upload
