#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "base/log.h"
#include "base/periodic_task.h"
#include "metrics/metrics.h"
#include "networks/network_set.h"

namespace trainingzip::vision {

/// Loads the best set of networks whose files exist, first in the constructor, and keeps polling as long as a
/// better set may appear. Users fetch the networks anew for each piece of work. Thread-safe.
class NetworkLoader {
  public:
    struct Choice {
        NetworkSet set;
        std::vector<std::filesystem::path> files;
        /// Replaces the current networks. Throws EngineError when the files are unusable.
        std::function<void()> load;
    };

    /// best_first is not empty.
    NetworkLoader(std::vector<Choice> best_first, Logger logger, const metrics::Metrics& metrics,
                  std::chrono::milliseconds poll_interval = std::chrono::seconds(1));

    NetworkState state() const;

  private:
    struct Candidate {
        Choice choice;
        std::vector<std::filesystem::file_time_type> refused;  ///< Modification times of unusable files.
    };

    bool poll();
    bool try_to_load(Candidate& candidate);
    void set_state(std::optional<NetworkSet> loaded);

    const Logger logger_;
    std::vector<Candidate> candidates_;
    metrics::Gauge real_;
    metrics::Gauge stand_in_;
    metrics::Gauge missing_files_;
    mutable std::mutex mutex_;
    NetworkState state_;
    std::optional<PeriodicTask> task_;  ///< Last: it ends before what it uses.
};

}  // namespace trainingzip::vision
