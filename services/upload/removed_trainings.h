#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "database/database.h"
#include "storage/video_storage.h"

namespace trainingzip::upload {

/// Removes the files of trainings whose rows are gone, whoever deleted the row and whatever hindered them
/// from removing the files. The database lists these trainings by itself.
class RemovedTrainings {
  public:
    /// settle: how long after the row nobody begins to write a file of the training any more. retry: the wait
    /// after a removal that failed. All of them must outlive this.
    RemovedTrainings(database::Database& database, const storage::VideoStorage& storage, const Clock& clock,
                     const Logger& logger, std::chrono::milliseconds settle, std::chrono::milliseconds retry);

    /// Removes the files of each listed training at once, and again when the time to settle is over; then it
    /// is off the list. Stops after a second, the rest is for the next call. A removal that fails is logged
    /// and tried again; throws what database::Database throws.
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
