#include "incident/service_incidents.h"

#include <new>
#include <utility>

#include "auth/service_token.h"
#include "incident/fault_injection.h"
#include "incident/redaction.h"
#include "incident/reported_request.h"
#include "web/client.h"
#include "web/trace_context.h"

namespace trainingzip::incident {

namespace {

constexpr std::string_view fault_header = "X-Trainingzip-Fault";

ReporterSettings reporter_settings(const std::string& server, const std::filesystem::path& folder) {
    ReporterSettings result;
    result.server = server;
    result.spool_folder = folder / "spool";
    return result;
}

/// Its members end in the reverse order.
struct WatchedState {
    std::shared_ptr<ServiceIncidents> incidents;
    std::shared_ptr<void> state;
};

struct JobActivity {
    JobActivity(CrashRecord& record, const ActivityText& text) : activity(record, text) {}
    CrashStack stack;
    Activity activity;
};

}  // namespace

IncidentSettings IncidentSettings::load(ConfigSection& section) {
    IncidentSettings settings;
    settings.server = section.name();
    settings.folder = section.path("incident_folder");
    settings.fault_injection = section.flag("fault_injection");
    settings.job_fault = section.text("job_fault");
    if (!settings.job_fault.empty() && !is_fault(settings.job_fault) && settings.job_fault.front() != '/')
        throw ConfigError("[" + section.name() + "] job_fault: '" + settings.job_fault + "' is not a fault");
    return settings;
}

ServiceIncidents::ServiceIncidents(IncidentSettings settings, Reporter::Deliver deliver, Logger logger,
                                   const metrics::Metrics& metrics)
    : settings_(std::move(settings)),
      folder_(settings_.folder),
      reporter_(reporter_settings(settings_.server, folder_.path()), std::move(deliver), std::move(logger),
                CrashRecord::read_last(folder_.path() / "crash_record", settings_.server), metrics),
      record_(folder_.path() / "crash_record") {
    record_.install_handlers();
}

void ServiceIncidents::watch(web::Service& service) {
    service.hooks.on_fault = [this](const web::Request& request) { return on_fault(request); };
    service.hooks.around_request = [this](const web::Request& request) { return around_request(request); };
    service.hooks.redact = [](std::string_view text) { return redact_text(text); };
    service.hooks.around_thread = []() -> std::shared_ptr<void> {
        try {
            return std::make_shared<CrashStack>();
        } catch (const std::bad_alloc&) {
            return nullptr;
        }
    };
    service.state =
        std::make_shared<WatchedState>(WatchedState{shared_from_this(), std::move(service.state)});
}

JobWatch ServiceIncidents::job_watch() {
    return {[this](const WatchedJob& job) { on_job_fault(job); },
            [this](const WatchedJob& job) { return around_job(job); }};
}

std::string ServiceIncidents::on_fault(const web::Request& request) {
    try {
        Fault fault = current_fault("request");
        const RequestSecrets secrets = secrets_of(request);
        fault.message = redact_text(secrets.mask_in(fault.message));
        reporter_.report(fault, [&] { return reported_request(request, secrets); });
        return fault.message;
    } catch (const std::exception&) {
        return "a fault that could not be reported";
    }
}

std::shared_ptr<void> ServiceIncidents::around_request(const web::Request& request) {
    auto activity = std::make_shared<Activity>(record_, RequestNotes(request).text());
    if (settings_.fault_injection) {
        if (const auto kind = request.headers.find(fault_header)) commit_fault(*kind);
    }
    return activity;
}

void ServiceIncidents::on_job_fault(const WatchedJob& job) {
    try {
        reporter_.report(current_fault(job.name), [&job] {
            RequestDetails details;
            details.request_id = job.request_id;
            details.parameters = redact_text(job.what);
            return details;
        });
    } catch (const std::exception&) {
        // Out of memory, as a rule; the caller goes on with the fault itself.
        return;
    }
}

std::shared_ptr<void> ServiceIncidents::around_job(const WatchedJob& job) {
    ActivityText text{};
    text.place = job.name;
    text.target = job.what;
    text.request_id = job.request_id;
    auto activity = std::make_shared<JobActivity>(record_, text);
    commit_fault(next_job_fault(settings_.job_fault));
    return activity;
}

Reporter::Deliver to_api_server(const std::string& url, const std::filesystem::path& service_token,
                                const Logger& logger) {
    const auto token = auth::ServiceToken::load_or_make(service_token);
    return [url, token, logger](const Incident& incident) {
        web::Client::Call call;
        call.method = "POST";
        call.url = url + "/internal/incidents";
        call.headers.set("Authorization", token.authorization());
        call.headers.set("Content-Type", "application/json");
        web::set_trace(call.headers,
                       incident.request.request_id.empty() ? incident.id : incident.request.request_id);
        call.body = to_json(incident);
        call.idle_timeout = std::chrono::seconds(5);
        call.total_timeout = std::chrono::seconds(10);
        const web::ClientResponse answer = web::Client().call(call);
        // What it will never take must not keep the others waiting.
        constexpr int malformed = 400;
        constexpr int too_large = 413;
        if (answer.status == malformed || answer.status == too_large) {
            logger.error("incident_refused", {{"incident_id", incident.id}, {"status", answer.status}});
        } else if (answer.status >= 300) {
            throw web::ClientError("the API server answered " + std::to_string(answer.status));
        }
    };
}

web::BuildService watched(BuildWatchedService build) {
    return [build = std::move(build)](ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                      const metrics::Metrics& metrics) {
        IncidentSettings settings = IncidentSettings::load(section);
        const std::string url = section.text("incident_api_url");
        const std::filesystem::path token = section.path("service_token");
        const auto incidents = std::make_shared<ServiceIncidents>(
            std::move(settings), to_api_server(url, token, logger), logger, metrics);
        web::Service service = build(section, limits, logger, metrics, incidents->job_watch());
        incidents->watch(service);
        return service;
    };
}

web::BuildService watched(const web::BuildService& build) {
    return watched(
        BuildWatchedService([build](ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                    const metrics::Metrics& metrics,
                                    const JobWatch&) { return build(section, limits, logger, metrics); }));
}

}  // namespace trainingzip::incident
