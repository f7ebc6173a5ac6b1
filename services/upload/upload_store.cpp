#include "upload/upload_store.h"

#include <soci/soci.h>

#include <iterator>

#include "jobs/job_kind.h"
#include "upload/jobs_sql.h"
#include "upload/uploads_sql.h"

namespace trainingzip::upload {

namespace {

using soci::into;
using soci::use;

void derive_training_state(soci::session& session, std::int64_t training_id) {
    session << uploads_sql::derive_training_state, use(training_id, "training");
}

long long count_alive(soci::session& session, std::int64_t training_id, std::int64_t alive_since) {
    long long count = 0;
    session << uploads_sql::count_alive, use(training_id, "training"), use(alive_since, "alive_since"),
        into(count);
    return count;
}

bool changed_a_row(soci::statement& statement) {
    statement.execute(true);
    return statement.get_affected_rows() > 0;
}

}  // namespace

std::int64_t UploadStore::alive_since() const {
    return now() - std::chrono::milliseconds(alive_for).count();
}

std::optional<TrainingRow> UploadStore::find_training(std::int64_t training_id) {
    return database_.with_session([&](soci::session& session) -> std::optional<TrainingRow> {
        TrainingRow row;
        long long owner = 0;
        session << uploads_sql::find_training, use(training_id, "training"), into(owner), into(row.state);
        if (!session.got_data()) return std::nullopt;
        row.owner_id = owner;
        return row;
    });
}

domain::TrainingRight UploadStore::right(std::int64_t training_id, const auth::Principal& asker) {
    return database_.with_session(
        [&](soci::session& session) { return domain::training_right(session, training_id, &asker); });
}

bool UploadStore::is_busy(std::int64_t training_id) {
    return database_.with_session(
        [&](soci::session& session) { return count_alive(session, training_id, alive_since()) > 0; });
}

void UploadStore::begin(const std::string& upload_id, std::int64_t training_id, const std::string& file_name,
                        const std::string& file_type, const std::string& request_id) {
    database_.in_transaction([&](soci::session& session) {
        soci::statement lock = (session.prepare << uploads_sql::lock_training, use(training_id, "training"));
        if (!changed_a_row(lock)) throw Failure(ErrorCode::training_not_found);
        const std::int64_t since = alive_since();
        if (count_alive(session, training_id, since) > 0) throw Failure(ErrorCode::upload_in_progress);
        session << uploads_sql::delete_dead_of_training, use(training_id, "training"),
            use(since, "alive_since");
        const std::int64_t time = now();
        session << uploads_sql::insert, use(upload_id, "upload"), use(training_id, "training"),
            use(file_name, "file_name"), use(file_type, "file_type"), use(request_id, "request_id"),
            use(time, "now");
        derive_training_state(session, training_id);
    });
}

void UploadStore::touch(const std::vector<std::string>& upload_ids) {
    if (upload_ids.empty()) return;
    database_.in_transaction([&](soci::session& session) {
        const std::int64_t time = now();
        for (const std::string& id : upload_ids) {
            session << uploads_sql::touch, use(time, "now"), use(id, "upload");
        }
    });
}

void UploadStore::abandon(const UploadName& upload) {
    remove(upload);
}

void UploadStore::remove(const UploadName& upload) {
    database_.in_transaction([&](soci::session& session) {
        session << uploads_sql::remove, use(upload.id, "upload");
        derive_training_state(session, upload.training_id);
    });
}

void UploadStore::received(const UploadName& upload, std::uint64_t size_bytes) {
    database_.in_transaction([&](soci::session& session) {
        const std::int64_t time = now();
        const auto size = static_cast<std::int64_t>(size_bytes);
        soci::statement update = (session.prepare << uploads_sql::set_received, use(size, "size"),
                                  use(time, "now"), use(upload.id, "upload"));
        if (!changed_a_row(update))
            throw Failure(ErrorCode::training_not_found, "gone while its video was received");
        const std::string kind(jobs::name_of(jobs::JobKind::normalise));
        session << jobs_sql::insert, use(upload.id, "upload"), use(kind, "kind"), use(time, "now");
        derive_training_state(session, upload.training_id);
    });
}

void UploadStore::received_from(const UploadName& upload, const std::string& other_upload_id) {
    database_.in_transaction([&](soci::session& session) {
        const std::int64_t time = now();
        soci::statement measures = (session.prepare << uploads_sql::copy_measures,
                                    use(other_upload_id, "from"), use(time, "now"), use(upload.id, "upload"));
        const bool is_there = changed_a_row(measures);
        const std::string done_kind(jobs::name_of(jobs::JobKind::normalise));
        soci::statement normalised = (session.prepare << jobs_sql::insert_done, use(upload.id, "upload"),
                                      use(time, "now"), use(other_upload_id, "from"), use(done_kind, "kind"));
        if (!is_there || !changed_a_row(normalised))
            throw Failure(ErrorCode::training_not_found, "gone while it was to be made again");
        for (const jobs::JobKind next : jobs::remote_job_kinds) {
            const std::string kind(jobs::name_of(next));
            session << jobs_sql::insert, use(upload.id, "upload"), use(kind, "kind"), use(time, "now");
        }
        derive_training_state(session, upload.training_id);
    });
}

std::optional<PublishedUpload> UploadStore::published(std::int64_t training_id) {
    return database_.with_session([&](soci::session& session) -> std::optional<PublishedUpload> {
        PublishedUpload upload;
        session << uploads_sql::published, use(training_id, "training"), into(upload.id),
            into(upload.file_name), into(upload.file_type), into(upload.networks);
        if (!session.got_data()) return std::nullopt;
        return upload;
    });
}

std::int64_t UploadStore::count_stand_in() {
    return database_.with_session([](soci::session& session) {
        long long count = 0;
        session << uploads_sql::count_stand_in, into(count);
        return static_cast<std::int64_t>(count);
    });
}

std::int64_t UploadStore::request_remakes() {
    return database_.in_transaction([](soci::session& session) {
        soci::statement want = (session.prepare << uploads_sql::request_remakes);
        want.execute(true);
        return static_cast<std::int64_t>(want.get_affected_rows());
    });
}

std::optional<std::int64_t> UploadStore::take_remake() {
    const auto next = database_.with_session([](soci::session& session) -> std::optional<std::int64_t> {
        long long training = 0;
        session << uploads_sql::next_remake, into(training);
        if (!session.got_data()) return std::nullopt;
        return training;
    });
    if (!next) return std::nullopt;
    const bool taken = database_.in_transaction([&](soci::session& session) {
        soci::statement take = (session.prepare << uploads_sql::take_remake, use(*next, "training"));
        return changed_a_row(take);
    });
    return taken ? next : std::nullopt;
}

void UploadStore::fail(const UploadName& upload, ErrorCode code, const std::string& detail) {
    database_.in_transaction([&](soci::session& session) {
        const std::int64_t time = now();
        const std::string digits(describe(code).digits);
        session << uploads_sql::set_failed, use(digits, "code"), use(detail, "detail"), use(time, "now"),
            use(upload.id, "upload");
        session << jobs_sql::fail_all_of_upload, use(time, "now"), use(upload.id, "upload");
        derive_training_state(session, upload.training_id);
    });
}

bool UploadStore::retry(const UploadName& upload, const std::string& request_id) {
    return database_.in_transaction([&](soci::session& session) {
        const std::int64_t time = now();
        soci::statement update = (session.prepare << uploads_sql::set_queued_again,
                                  use(request_id, "request_id"), use(time, "now"), use(upload.id, "upload"));
        if (!changed_a_row(update)) return false;
        session << jobs_sql::restart_failed, use(time, "now"), use(upload.id, "upload");
        derive_training_state(session, upload.training_id);
        return true;
    });
}

void UploadStore::set_ready(const UploadName& upload) {
    database_.in_transaction([&](soci::session& session) {
        const std::int64_t time = now();
        const std::string state = "READY";
        session << uploads_sql::set_state, use(state, "state"), use(time, "now"), use(upload.id, "upload");
        derive_training_state(session, upload.training_id);
        session << uploads_sql::touch_training, use(time, "now"), use(upload.training_id, "training");
    });
}

std::optional<LatestUpload> UploadStore::latest(std::int64_t training_id) {
    return database_.with_session([&](soci::session& session) -> std::optional<LatestUpload> {
        LatestUpload upload;
        std::string notices;
        session << uploads_sql::latest, use(training_id, "training"), into(upload.id), into(upload.state),
            into(upload.failure_code), into(upload.failure_detail), into(notices), into(upload.networks);
        if (!session.got_data()) return std::nullopt;
        upload.notices = notices_from_text(notices);
        return upload;
    });
}

bool UploadStore::exists(const std::string& upload_id) {
    return database_.with_session([&](soci::session& session) {
        long long training = 0;
        session << uploads_sql::find_training_of, use(upload_id, "upload"), into(training);
        return session.got_data();
    });
}

std::vector<UploadName> UploadStore::names(std::string_view statement, std::int64_t value,
                                           const char* parameter) {
    return database_.with_session([&](soci::session& session) {
        std::vector<UploadName> found;
        const soci::rowset<soci::row> rows = (session.prepare << statement, use(value, parameter));
        for (const soci::row& row : rows) found.push_back({row.get<std::string>(0), row.get<long long>(1)});
        return found;
    });
}

std::vector<UploadName> UploadStore::dead() {
    return names(uploads_sql::dead, alive_since(), "since");
}

std::vector<UploadName> UploadStore::finished() {
    return names(uploads_sql::finished, std::ssize(jobs::all_job_kinds), "kinds");
}

std::vector<UploadName> UploadStore::superseded(UtcTime since) {
    return names(uploads_sql::superseded, to_unix_milliseconds(since), "since");
}

}  // namespace trainingzip::upload
