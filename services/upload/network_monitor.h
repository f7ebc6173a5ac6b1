#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "base/periodic_task.h"
#include "networks/network_set.h"
#include "web/client.h"

namespace trainingzip::upload {

/// Which networks the pose or the shape server has loaded, as it last reported.
struct ServerNetworks {
    bool reachable = false;
    vision::NetworkState networks;
    std::chrono::steady_clock::time_point reported{};  ///< When it last reported.

    bool waits_for_models() const { return reachable && !networks.loaded; }
    bool has_real() const { return reachable && networks.loaded == vision::NetworkSet::real; }
};

/// What is known of a server after a poll at `now`, which returned its report or, without an answer, nullopt.
/// A server that works hard may answer late: its last report holds for ten seconds.
ServerNetworks after_poll(const ServerNetworks& before, std::optional<vision::NetworkState> report,
                          std::chrono::steady_clock::time_point now);

/// Polls the pose and the shape server for their networks, every second. Safe to use from several threads.
class NetworkMonitor {
  public:
    /// URLs without a path. `client` must outlive the monitor.
    NetworkMonitor(const web::Client& client, std::string pose_url, std::string shape_url);

    ServerNetworks pose() const;
    ServerNetworks shape() const;

  private:
    void poll(const std::stop_token& stop);
    std::optional<vision::NetworkState> ask(const std::string& url, const std::stop_token& stop) const;

    const web::Client& client_;
    const std::string pose_url_;
    const std::string shape_url_;
    mutable std::mutex mutex_;
    ServerNetworks pose_;
    ServerNetworks shape_;
    PeriodicTask task_;  ///< Last: it ends before what it uses.
};

}  // namespace trainingzip::upload
