#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "networks/network_set.h"
#include "web/client.h"

namespace trainingzip::upload {

/// What the pose or the shape server has to work with, as it said last.
struct ServerNetworks {
    bool reachable = false;
    vision::NetworkState networks;

    bool waits_for_models() const { return reachable && !networks.loaded; }
    bool has_real() const { return reachable && networks.loaded == vision::NetworkSet::real; }
};

/// Asks the pose and the shape server for their networks, again and again. Safe to use from several threads.
class NetworkWatch {
  public:
    /// URLs without a path. `client` must outlive the watch.
    NetworkWatch(const web::Client& client, std::string pose_url, std::string shape_url);

    ServerNetworks pose() const;
    ServerNetworks shape() const;

  private:
    void look(const std::stop_token& stop);
    ServerNetworks ask(const std::string& url, const std::stop_token& stop) const;

    const web::Client& client_;
    const std::string pose_url_;
    const std::string shape_url_;
    mutable std::mutex mutex_;
    ServerNetworks pose_;
    ServerNetworks shape_;
    std::condition_variable_any stopped_;
    std::jthread thread_;  ///< Last, so that it ends before what it uses.
};

}  // namespace trainingzip::upload
