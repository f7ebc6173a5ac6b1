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
#include "vision/network_set.h"

namespace trainingzip::vision {

/// Loads the best set of networks whose files are there, at first while it is made, and goes on looking as
/// long as a better one may come. Who uses the networks takes them anew for each piece of work. Safe to use
/// from several threads.
class NetworkLoader {
  public:
    struct Choice {
        NetworkSet set;
        std::vector<std::filesystem::path> files;
        /// Puts the networks in place of those before. Throws EngineError when the files are of no use.
        std::function<void()> load;
    };

    /// best_first is not empty.
    NetworkLoader(std::vector<Choice> best_first, Logger logger, const metrics::Metrics& metrics,
                  std::chrono::milliseconds between_looks = std::chrono::seconds(1));

    NetworkState state() const;

  private:
    struct Candidate {
        Choice choice;
        std::vector<std::filesystem::file_time_type> refused;  ///< Times of files that were of no use.
    };

    bool look();
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
