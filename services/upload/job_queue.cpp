#include "upload/job_queue.h"

#include <soci/soci.h>

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

}  // namespace

JobQueue::JobQueue(data::Database& database, const Clock& clock, std::string owner,
                   std::chrono::milliseconds lease)
    : database_(database), clock_(clock), owner_(std::move(owner)), lease_(lease) {}

void JobQueue::take_back() {
    database_.in_transaction(
        [&](soci::session& session) { session << jobs_sql::take_back, use(owner_, "owner"); });
}

std::optional<Job> JobQueue::claim(std::string_view kind) {
    const std::string kind_text(kind);
    const std::int64_t time = now();
    // Most looks find nothing, and those must not take the write lock.
    const auto look = [&](soci::session& session, std::string_view lock) -> std::optional<Job> {
        Job job;
        long long id = 0;
        long long training = 0;
        long long modified = 0;
        session << jobs_sql::next << lock, use(kind_text, "kind"), use(time, "now"), into(id),
            into(job.upload_id), into(training), into(job.attempts), into(modified), into(job.request_id);
        if (!session.got_data()) return std::nullopt;
        job.id = id;
        job.training_id = training;
        job.kind = kind_text;
        job.last_progress = from_unix_milliseconds(modified);
        return job;
    };
    const bool found =
        database_.with_session([&](soci::session& session) { return look(session, {}).has_value(); });
    if (!found) return std::nullopt;
    return database_.in_transaction([&](soci::session& session) -> std::optional<Job> {
        const bool one_writer = session.get_backend_name() == "sqlite3";
        std::optional<Job> job =
            look(session, one_writer ? std::string_view() : jobs_sql::skip_locked_postgresql);
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

void JobQueue::hand_back(const Job& job, std::chrono::milliseconds delay, bool counted) {
    database_.in_transaction([&](soci::session& session) {
        const std::int64_t not_before = now() + delay.count();
        const int attempts = counted ? job.attempts : job.attempts - 1;
        session << jobs_sql::hand_back, use(attempts, "attempts"), use(not_before, "not_before"),
            use(job.id, "job"), use(owner_, "owner");
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
        for (const std::string kind : {"pose", "shape"}) {
            session << jobs_sql::insert, use(job.upload_id, "upload"), use(kind, "kind"), use(time, "now");
        }
        return true;
    });
}

bool JobQueue::finish(const Job& job, std::int64_t frames) {
    return database_.in_transaction([&](soci::session& session) { return mark_done(session, job, frames); });
}

std::vector<QueuedJobs> JobQueue::queued() {
    return database_.with_session([&](soci::session& session) {
        std::vector<QueuedJobs> found;
        QueuedJobs row;
        soci::statement statement =
            (session.prepare << jobs_sql::count_open, into(row.kind), into(row.waiting), into(row.running));
        statement.execute();
        while (statement.fetch()) found.push_back(row);
        return found;
    });
}

std::vector<JobStage> JobQueue::stages(const std::string& upload_id) {
    return database_.with_session([&](soci::session& session) {
        std::vector<JobStage> found;
        const soci::rowset<soci::row> rows =
            (session.prepare << jobs_sql::of_upload, use(upload_id, "upload"));
        for (const soci::row& row : rows) {
            found.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<long long>(2),
                             row.get<long long>(3), row.get<double>(4)});
        }
        return found;
    });
}

}  // namespace trainingzip::upload
