#include "vision/network_loader.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "vision/inference_engine.h"

namespace trainingzip::vision {

namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& file) {
    std::error_code ignored;
    return fs::is_regular_file(file, ignored);
}

std::vector<fs::file_time_type> times_of(const std::vector<fs::path>& files) {
    std::vector<fs::file_time_type> times;
    for (const fs::path& file : files) {
        std::error_code ignored;
        times.push_back(fs::last_write_time(file, ignored));
    }
    return times;
}

metrics::Gauge gauge_of(const metrics::Metrics& metrics, NetworkSet set) {
    return metrics.gauge("trainingzip_networks", "1 for the set of networks in use.",
                         {{"set", std::string(name_of(set))}});
}

}  // namespace

NetworkLoader::NetworkLoader(std::vector<Choice> best_first, Logger logger, const metrics::Metrics& metrics,
                             std::chrono::milliseconds poll_interval)
    : logger_(std::move(logger)),
      real_(gauge_of(metrics, NetworkSet::real)),
      stand_in_(gauge_of(metrics, NetworkSet::stand_in)),
      missing_files_(metrics.gauge("trainingzip_model_files_missing",
                                   "Model files of the best networks that are not there.")) {
    for (Choice& choice : best_first) candidates_.push_back({std::move(choice), {}});
    set_state(std::nullopt);
    if (poll()) return;
    if (!state().loaded) logger_.warning("models_missing", {{"reason", state().waiting_reason()}});
    task_.emplace(PeriodicTask::Settings{.name = "network loader",
                                         .interval = poll_interval,
                                         .first_run = PeriodicTask::FirstRun::after_interval},
                  [this](PeriodicTask::Run& run) {
                      if (poll()) run.finish();
                  });
}

NetworkState NetworkLoader::state() const {
    const std::scoped_lock lock(mutex_);
    return state_;
}

/// Whether the best set is loaded, so that polling can stop.
bool NetworkLoader::poll() {
    for (Candidate& candidate : candidates_) {
        const auto loaded = state().loaded;
        if (loaded == candidate.choice.set) break;
        if (try_to_load(candidate)) {
            set_state(candidate.choice.set);
            break;
        }
    }
    if (state().loaded == candidates_.front().choice.set) return true;
    set_state(state().loaded);
    return false;
}

bool NetworkLoader::try_to_load(Candidate& candidate) {
    const auto& files = candidate.choice.files;
    if (!std::ranges::all_of(files, is_there)) return false;
    auto times = times_of(files);
    if (times == candidate.refused) return false;
    try {
        candidate.choice.load();
        logger_.info("networks_loaded", {{"set", name_of(candidate.choice.set)}});
        return true;
    } catch (const EngineError& error) {
        logger_.error("networks_not_loaded",
                      {{"set", name_of(candidate.choice.set)}, {"reason", error.what()}});
        candidate.refused = std::move(times);
        return false;
    }
}

void NetworkLoader::set_state(std::optional<NetworkSet> loaded) {
    const Candidate& best = candidates_.front();
    NetworkState state{loaded, {}};
    if (loaded != best.choice.set) {
        for (const fs::path& file : best.choice.files) {
            if (!best.refused.empty() || !is_there(file)) state.missing.push_back(file);
        }
    }
    real_.set(loaded == NetworkSet::real ? 1 : 0);
    stand_in_.set(loaded == NetworkSet::stand_in ? 1 : 0);
    missing_files_.set(static_cast<double>(state.missing.size()));
    const std::scoped_lock lock(mutex_);
    state_ = std::move(state);
}

}  // namespace trainingzip::vision
