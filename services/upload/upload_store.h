#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "database/database.h"
#include "domain/training_access.h"
#include "upload/notices.h"

namespace trainingzip::upload {

struct TrainingRow {
    std::int64_t owner_id = 0;
    std::string state;
};

/// The newest upload of a training.
struct LatestUpload {
    std::string id;
    std::string state;
    std::string failure_code;  ///< Four digits, empty unless FAILED.
    std::string failure_detail;
    Notices notices;       ///< Known when it is normalised.
    std::string networks;  ///< "real", "stand-in", or empty while unknown.
};

/// The published upload of a training.
struct PublishedUpload {
    std::string id;
    std::string file_name;
    std::string file_type;
    std::string networks;  ///< As in LatestUpload.
};

struct UploadName {
    std::string id;
    std::int64_t training_id = 0;
};

/// Uploads in the database, and the state of their trainings, which is derived from them. Every call
/// may throw what database::Database throws.
class UploadStore {
  public:
    UploadStore(database::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    std::optional<TrainingRow> find_training(std::int64_t training_id);
    /// What this user may do with a training.
    domain::TrainingRight right(std::int64_t training_id, const auth::Principal& asker);
    bool is_busy(std::int64_t training_id);

    /// UPLOADING. The jobs of the upload carry the request id. Throws Failure: upload_in_progress,
    /// training_not_found.
    void begin(const std::string& upload_id, std::int64_t training_id, const std::string& file_name,
               const std::string& file_type, const std::string& request_id = {});
    /// Heartbeat while an upload is received; without it the upload counts as dead after alive_for.
    void touch(const std::vector<std::string>& upload_ids);
    /// Deletes an upload that was not received completely; the training returns to its earlier state.
    void abandon(const UploadName& upload);
    /// QUEUED, with a job to normalise it. Throws Failure(training_not_found) when it was deleted meanwhile.
    void received(const UploadName& upload, std::uint64_t size_bytes);
    /// QUEUED with the normalised video of another upload: poses and shape are computed again. Throws
    /// Failure(training_not_found) when one of them was deleted meanwhile.
    void received_from(const UploadName& upload, const std::string& other_upload_id);
    /// FAILED with all jobs that are not done; the detail is for the log and the database.
    void fail(const UploadName& upload, ErrorCode code, const std::string& detail);
    /// QUEUED again, its failed jobs waiting; false unless it was FAILED.
    bool retry(const UploadName& upload, const std::string& request_id = {});
    /// READY.
    void set_ready(const UploadName& upload);
    void remove(const UploadName& upload);

    std::optional<PublishedUpload> published(std::int64_t training_id);
    /// How many trainings are published that were made with stand-in networks.
    std::int64_t count_stand_in();
    /// Marks all of them for reprocessing. Returns how many were marked.
    std::int64_t request_remakes();
    /// Takes one marked training and removes its mark.
    std::optional<std::int64_t> take_remake();

    std::optional<LatestUpload> latest(std::int64_t training_id);
    bool exists(const std::string& upload_id);
    /// UPLOADING, but no server receives them any more.
    std::vector<UploadName> dead();
    /// All jobs done, not READY yet.
    std::vector<UploadName> finished();
    /// Superseded by newer uploads that were modified since then.
    std::vector<UploadName> superseded(UtcTime since);

    static constexpr std::chrono::seconds alive_for{10};

  private:
    std::int64_t now() const { return to_unix_milliseconds(clock_.now()); }
    std::int64_t alive_since() const;
    /// Of the rows that the statement selects with this one parameter.
    std::vector<UploadName> names(std::string_view statement, std::int64_t value, const char* parameter);

    database::Database& database_;
    const Clock& clock_;
};

}  // namespace trainingzip::upload
