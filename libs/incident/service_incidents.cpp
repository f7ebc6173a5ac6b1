#include "incident/service_incidents.h"

#include <new>
#include <utility>

#include "auth/service_token.h"
#include "incident/fault_injection.h"
#include "incident/redaction.h"
#include "incident/reported_request.h"
#include "web/client.h"

namespace trainingzip::incident {

namespace {

constexpr std::string_view fault_header = "X-Trainingzip-Fault";

ReporterSettings reporter_settings(const std::string& server, const std::filesystem::path& folder) {
    ReporterSettings result;
    result.server = server;
    result.spool_folder = folder / "spool";
    return result;
}

// On the way of every request, so no pattern is looked for here: whoever reads the box does that.
std::string headers_for_black_box(const web::Request& request) {
    std::string headers;
    for (const auto& [name, value] : request.headers.fields()) {
        headers += name;
        headers += ": ";
        headers += is_secret_name(name) ? mask : std::string_view(value);
        headers += '\n';
    }
    return headers;
}

/// Its members end in the reverse order.
struct WatchedState {
    std::shared_ptr<ServiceIncidents> incidents;
    std::shared_ptr<void> state;
};

struct JobActivity {
    JobActivity(BlackBox& box, const ActivityText& text) : activity(box, text) {}
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
    if (!settings.job_fault.empty() && !is_fault(settings.job_fault))
        throw ConfigError("[" + section.name() + "] job_fault: '" + settings.job_fault + "' is not a fault");
    return settings;
}

ServiceIncidents::ServiceIncidents(IncidentSettings settings, Reporter::Deliver deliver, Logger logger,
                                   const metrics::Metrics& metrics)
    : settings_(std::move(settings)),
      folder_(settings_.folder),
      last_crash_(BlackBox::read_last(folder_.path() / "black_box", settings_.server)),
      box_(folder_.path() / "black_box"),
      reporter_(reporter_settings(settings_.server, folder_.path()), std::move(deliver), std::move(logger),
                metrics) {
    box_.install_handlers();
    if (last_crash_) reporter_.add(*std::move(last_crash_));
}

void ServiceIncidents::watch(web::Service& service) {
    service.hooks.on_fault = [this](const web::Request& request) { return on_fault(request); };
    service.hooks.around_request = [this](const web::Request& request) { return around_request(request); };
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
    return {[this](const std::string& job) { on_job_fault(job); },
            [this](const std::string& job, const std::string& what) { return around_job(job, what); }};
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
    const std::string headers = headers_for_black_box(request);
    const bool has_query = request.target.find('?') != std::string::npos;
    const std::string target = has_query ? redact_target(request.target) : request.target;
    const ActivityText text{"request",
                            request.request_id,
                            request.method,
                            target,
                            headers,
                            request.headers.find("User-Agent").value_or(""),
                            request.client_address};
    auto activity = std::make_shared<Activity>(box_, text);
    if (settings_.fault_injection) {
        if (const auto kind = request.headers.find(fault_header)) commit_fault(*kind);
    }
    return activity;
}

void ServiceIncidents::on_job_fault(const std::string& job) {
    try {
        reporter_.report(current_fault(job), [] { return RequestDetails(); });
    } catch (const std::exception&) {
        // Out of memory, as a rule; the caller goes on with the fault itself.
        return;
    }
}

std::shared_ptr<void> ServiceIncidents::around_job(const std::string& job, const std::string& what) {
    ActivityText text{};
    text.place = job;
    text.target = what;
    auto activity = std::make_shared<JobActivity>(box_, text);
    commit_fault(settings_.job_fault);
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
        call.body = to_json(incident);
        call.idle_timeout = std::chrono::seconds(5);
        call.total_timeout = std::chrono::seconds(10);
        const web::ClientResponse answer = web::Client().call(call);
        // What it will never take must not keep the others waiting.
        constexpr int malformed = 400;
        constexpr int too_large = 413;
        if (answer.status == malformed || answer.status == too_large) {
            logger.error("incident refused", {{"incident", incident.id}, {"status", answer.status}});
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
