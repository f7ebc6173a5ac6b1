#include "upload/network_monitor.h"

#include <utility>

#include "base/error.h"
#include "jobs/network_report.h"

namespace trainingzip::upload {

namespace {

constexpr auto report_lifetime = std::chrono::seconds(10);

}  // namespace

ServerNetworks after_poll(const ServerNetworks& before, std::optional<vision::NetworkState> report,
                          std::chrono::steady_clock::time_point now) {
    if (report) return {true, std::move(*report), now};
    if (before.reachable && now - before.reported < report_lifetime) return before;
    return {};
}

NetworkMonitor::NetworkMonitor(const web::Client& client, std::string pose_url, std::string shape_url)
    : client_(client),
      pose_url_(std::move(pose_url)),
      shape_url_(std::move(shape_url)),
      task_({.name = "network monitor", .interval = std::chrono::seconds(1)},
            [this](PeriodicTask::Run& run) { poll(run.stop_token()); }) {}

ServerNetworks NetworkMonitor::pose() const {
    const std::scoped_lock lock(mutex_);
    return pose_;
}

ServerNetworks NetworkMonitor::shape() const {
    const std::scoped_lock lock(mutex_);
    return shape_;
}

void NetworkMonitor::poll(const std::stop_token& stop) {
    auto pose = ask(pose_url_, stop);
    auto shape = ask(shape_url_, stop);
    const auto now = std::chrono::steady_clock::now();
    const std::scoped_lock lock(mutex_);
    pose_ = after_poll(pose_, std::move(pose), now);
    shape_ = after_poll(shape_, std::move(shape), now);
}

std::optional<vision::NetworkState> NetworkMonitor::ask(const std::string& url,
                                                        const std::stop_token& stop) const {
    web::Client::Call call;
    call.url = url + "/networks";
    call.connect_timeout = std::chrono::seconds(1);
    call.total_timeout = std::chrono::seconds(2);
    try {
        const web::ClientResponse response = client_.call(call, stop);
        if (response.status != 200) return std::nullopt;
        return jobs::read_network_report(response.body);
    } catch (const web::ClientError&) {
        return std::nullopt;
    } catch (const Failure&) {
        return std::nullopt;
    }
}

}  // namespace trainingzip::upload
