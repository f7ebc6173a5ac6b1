#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "database/database.h"
#include "storage/video_storage.h"

namespace trainingzip::upload {

/// Removes the files of trainings whose rows were deleted, by whichever server, in case that server failed to
/// remove them. A trigger in the database lists these trainings.
class RemovedTrainings {
  public:
    /// settle: how long after the deletion of the row a file of the training may still be written. retry: the
    /// delay after a failed removal. All references must outlive this.
    RemovedTrainings(database::Database& database, const storage::VideoStorage& storage, const Clock& clock,
                     const Logger& logger, std::chrono::milliseconds settle, std::chrono::milliseconds retry);

    /// Removes the files of each listed training at once, and again when the time to settle is over, which
    /// takes it off the list. Stops after a second and leaves the rest to the next call. A failed removal is
    /// logged and retried; throws what database::Database throws.
    void sweep();

  private:
    struct Entry {
        std::int64_t training_id = 0;
        std::int64_t sweeps = 0;
    };
    std::vector<Entry> due();
    bool remove_files(const Entry& entry);
    void set_next(const Entry& entry, std::int64_t sweeps, std::chrono::milliseconds wait);
    void forget(const Entry& entry);

    database::Database& database_;
    const storage::VideoStorage& storage_;
    const Clock& clock_;
    const Logger& logger_;
    const std::chrono::milliseconds settle_;
    const std::chrono::milliseconds retry_;
};

}  // namespace trainingzip::upload
