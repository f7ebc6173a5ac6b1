#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/error.h"
#include "vision/network_loader.h"

namespace trainingzip::vision {

/// The networks of a server, from the best available set: see NetworkLoader. Work in progress keeps the
/// networks that it started with. Safe to use from several threads.
template <typename Networks>
class CurrentNetworks {
  public:
    struct Choice {
        std::vector<std::filesystem::path> files;
        /// Throws EngineError.
        std::function<std::shared_ptr<const Networks>()> load;
    };
    using Choices = std::map<NetworkSet, Choice>;
    struct Loaded {
        NetworkSet set = NetworkSet::real;
        std::shared_ptr<const Networks> networks;
    };

    /// `allowed`: the sets to choose from, best first, each of them among `choices`.
    CurrentNetworks(const std::vector<NetworkSet>& allowed, Choices choices, const Logger& logger,
                    const metrics::Metrics& metrics,
                    std::chrono::milliseconds poll_interval = std::chrono::seconds(1))
        : choices_(std::move(choices)), loader_(loader_choices(allowed), logger, metrics, poll_interval) {}

    NetworkState state() const { return loader_.state(); }

    /// Throws Failure(models_missing).
    Loaded require() const {
        const std::scoped_lock lock(mutex_);
        if (!loaded_.networks) {
            throw Failure(ErrorCode::models_missing, "no networks are loaded").with_retry_after(5);
        }
        return loaded_;
    }

  private:
    std::vector<NetworkLoader::Choice> loader_choices(const std::vector<NetworkSet>& allowed) {
        std::vector<NetworkLoader::Choice> best_first;
        for (const NetworkSet set : allowed) {
            const Choice& choice = choices_.at(set);
            best_first.push_back({set, choice.files, [this, set, &choice] {
                                      auto networks = choice.load();
                                      const std::scoped_lock lock(mutex_);
                                      loaded_ = {set, std::move(networks)};
                                  }});
        }
        return best_first;
    }

    const Choices choices_;
    mutable std::mutex mutex_;
    Loaded loaded_;
    NetworkLoader loader_;  ///< Last, so that its thread ends before what it uses.
};

}  // namespace trainingzip::vision
