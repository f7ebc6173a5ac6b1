#include "upload/network_monitor.h"

#include <utility>

#include "base/error.h"
#include "jobs/network_report.h"

namespace trainingzip::upload {

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
    ServerNetworks pose = ask(pose_url_, stop);
    ServerNetworks shape = ask(shape_url_, stop);
    const std::scoped_lock lock(mutex_);
    pose_ = std::move(pose);
    shape_ = std::move(shape);
}

ServerNetworks NetworkMonitor::ask(const std::string& url, const std::stop_token& stop) const {
    web::Client::Call call;
    call.url = url + "/networks";
    call.connect_timeout = std::chrono::seconds(1);
    call.total_timeout = std::chrono::seconds(2);
    try {
        const web::ClientResponse response = client_.call(call, stop);
        if (response.status != 200) return {};
        return {true, jobs::read_network_report(response.body)};
    } catch (const web::ClientError&) {
        return {};
    } catch (const Failure&) {
        return {};
    }
}

}  // namespace trainingzip::upload
