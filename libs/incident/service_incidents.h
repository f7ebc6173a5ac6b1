#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/config.h"
#include "base/log.h"
#include "incident/crash_record.h"
#include "incident/exclusive_folder.h"
#include "incident/job_watch.h"
#include "incident/reporter.h"
#include "web/service_main.h"

namespace trainingzip::incident {

/// The keys on incidents in the section of every server.
struct IncidentSettings {
    std::string server;            ///< Name of the section.
    std::filesystem::path folder;  ///< incident_folder: the spool and the crash record.
    bool fault_injection;          ///< A header X-Trainingzip-Fault makes its fault in the handler.
    std::string job_fault;         ///< See next_job_fault().

    static IncidentSettings load(ConfigSection& section);
};

/// Reports all faults of one server: exceptions in requests and jobs, and the crash of the previous process.
/// Must be created on the main thread, before the work that it watches.
class ServiceIncidents : public std::enable_shared_from_this<ServiceIncidents> {
  public:
    ServiceIncidents(IncidentSettings settings, Reporter::Deliver deliver, Logger logger,
                     const metrics::Metrics& metrics = {});

    /// Installs its hooks in the service, whose state owns it.
    void watch(web::Service& service);
    /// For work outside of requests. Valid as long as this object.
    JobWatch job_watch();

  private:
    std::string on_fault(const web::Request& request);
    std::shared_ptr<void> around_request(const web::Request& request);
    void on_job_fault(const WatchedJob& job);
    std::shared_ptr<void> around_job(const WatchedJob& job);

    const IncidentSettings settings_;
    const CrashStack stack_of_main_thread_;
    const ExclusiveFolder folder_;
    Reporter reporter_;
    CrashRecord record_;
};

/// Sends incidents to the API server at this address, with the service token.
Reporter::Deliver to_api_server(const std::string& url, const std::filesystem::path& service_token,
                                const Logger& logger);

using BuildWatchedService =
    std::function<web::Service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                               const metrics::Metrics& metrics, const JobWatch& jobs)>;

/// The service with incidents sent to the API server. Reads incident_api_url and service_token besides the
/// keys of IncidentSettings.
web::BuildService watched(BuildWatchedService build);
/// For a service without jobs.
web::BuildService watched(const web::BuildService& build);

}  // namespace trainingzip::incident
