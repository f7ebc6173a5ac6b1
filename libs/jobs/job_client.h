#pragma once

#include <chrono>
#include <functional>
#include <stdexcept>
#include <stop_token>
#include <string>

#include "auth/service_token.h"
#include "jobs/job_order.h"
#include "jobs/progress_message.h"
#include "jobs/server_availability.h"
#include "web/client.h"

namespace trainingzip::jobs {

/// The server was not reached or accepted no order: the job is as good as before.
class ServerUnreachable : public std::runtime_error {
  public:
    /// `retry_delay`: before the job is tried again; 0: as soon as the server is back. `unreachable_for`: how
    /// long it has been so.
    ServerUnreachable(const std::string& why, std::chrono::milliseconds retry_delay,
                      std::chrono::milliseconds unreachable_for)
        : std::runtime_error(why), retry_delay_(retry_delay), unreachable_for_(unreachable_for) {}
    std::chrono::milliseconds retry_delay() const { return retry_delay_; }
    std::chrono::milliseconds unreachable_for() const { return unreachable_for_; }

  private:
    std::chrono::milliseconds retry_delay_;
    std::chrono::milliseconds unreachable_for_;
};

/// The server answered that all its places are taken, or that it has no networks yet.
class ServerBusy : public std::runtime_error {
  public:
    ServerBusy(const std::string& why, std::chrono::milliseconds retry_after)
        : std::runtime_error(why), retry_after_(retry_after) {}
    std::chrono::milliseconds retry_after() const { return retry_after_; }

  private:
    std::chrono::milliseconds retry_after_;
};

/// The progress stream of an order that had begun broke off, or the server fell silent.
class ConnectionLost : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Gives orders of one kind to the server that takes them and follows their progress. Safe to use from
/// several threads.
class JobClient {
  public:
    /// `url` of the server, without a path. `client` must outlive this.
    JobClient(const web::Client& client, JobKind kind, std::string url, auth::ServiceToken token);

    struct Listener {
        std::function<void()> on_begin;  ///< The server has accepted the order.
        std::function<void(const ProgressMessage& message)> on_message;
    };
    /// Blocks until the progress stream of the order ends. Throws ServerUnreachable or ServerBusy when the
    /// server did not begin, ConnectionLost when it began and did not end, Failure(processing_failed) for
    /// another answer or a malformed message, web::ClientError once stop is requested, and what the listener
    /// throws, which ends the order.
    void run(const JobOrder& order, const std::string& request_id, const Listener& listener,
             const std::stop_token& stop);

    ServerAvailability& availability() { return availability_; }

  private:
    web::Client::Call make_call(const JobOrder& order, const std::string& request_id) const;
    void check_status(const web::ClientResponse& response);

    const web::Client& client_;
    const std::string name_;  ///< "pose server", for the log.
    const std::string url_;
    const auth::ServiceToken token_;
    ServerAvailability availability_;
};

}  // namespace trainingzip::jobs
