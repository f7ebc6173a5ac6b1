#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/config.h"
#include "base/log.h"
#include "incident/crash.h"
#include "incident/job_watch.h"
#include "incident/own_folder.h"
#include "incident/reporter.h"
#include "web/service_main.h"

namespace trainingzip::incident {

/// What the section of every server says on incidents.
struct IncidentSettings {
    std::string server;            ///< Name of the section.
    std::filesystem::path folder;  ///< incident_folder: the spool and the black box.
    bool fault_injection;          ///< A header X-Trainingzip-Fault makes its fault in the handler.
    std::string job_fault;         ///< See next_job_fault().

    static IncidentSettings load(ConfigSection& section);
};

/// Sees to it that no fault of one server goes unseen: exceptions in requests and jobs, and the crash of the
/// process before this one. Make it in main's thread, before what it watches.
class ServiceIncidents : public std::enable_shared_from_this<ServiceIncidents> {
  public:
    ServiceIncidents(IncidentSettings settings, Reporter::Deliver deliver, Logger logger,
                     const metrics::Metrics& metrics = {});

    /// Hooks itself into the service, and lives as long as its state.
    void watch(web::Service& service);
    /// For work that is no request. Valid as long as this object.
    JobWatch job_watch();

  private:
    std::string on_fault(const web::Request& request);
    std::shared_ptr<void> around_request(const web::Request& request);
    void on_job_fault(const WatchedJob& job);
    std::shared_ptr<void> around_job(const WatchedJob& job);

    const IncidentSettings settings_;
    const CrashStack stack_of_main_thread_;
    const OwnFolder folder_;
    Reporter reporter_;
    BlackBox box_;
};

/// Brings incidents to the API server at this address, with the service token.
Reporter::Deliver to_api_server(const std::string& url, const std::filesystem::path& service_token,
                                const Logger& logger);

using BuildWatchedService =
    std::function<web::Service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                               const metrics::Metrics& metrics, const JobWatch& jobs)>;

/// The service with incidents brought to the API server. Reads incident_api_url and service_token besides the
/// keys of IncidentSettings.
web::BuildService watched(BuildWatchedService build);
/// For a service without jobs.
web::BuildService watched(const web::BuildService& build);

}  // namespace trainingzip::incident
