#include "api/api_service.h"

#include <memory>
#include <utility>

#include "api/accounts/account_housekeeping.h"
#include "api/api_context.h"
#include "api/counts/count_keeper.h"
#include "api/incidents/retention.h"
#include "api/readiness.h"
#include "api/routes.h"
#include "incident/service_incidents.h"

namespace trainingzip::api {
namespace {

struct ApiState {
    ApiState(ApiSettings settings, const Logger& logger, const metrics::Metrics& metrics)
        : context(std::move(settings), logger, metrics),
          readiness([this] { return context.database.check(); }, std::chrono::seconds(2)) {}

    ApiContext context;
    Readiness readiness;
};

/// What works beside the requests; its faults are incidents, which is why it is apart.
struct ApiJobs {
    ApiJobs(std::shared_ptr<ApiState> api_state, const incident::JobWatch& watch, const Logger& logger,
            const metrics::Metrics& metrics)
        : state(std::move(api_state)),
          slack(state->context.settings.slack, state->context.incidents, state->context.browsers, watch,
                logger, metrics),
          retention(state->context.settings.incidents_kept, state->context.incidents, watch, logger),
          housekeeping(state->context, watch),
          counts(state->context.settings.list_count_interval, state->context.database, watch, logger) {}

    std::shared_ptr<ApiState> state;
    SlackWorker slack;
    IncidentRetention retention;
    AccountHousekeeping housekeeping;
    CountKeeper counts;
};

}  // namespace

web::Service build_api_service(ConfigSection& section, web::ServerLimits&, const Logger& logger,
                               const metrics::Metrics& metrics) {
    ApiSettings settings = ApiSettings::load(section);
    incident::IncidentSettings incident_settings = incident::IncidentSettings::load(section);
    section.finish();
    const auto state = std::make_shared<ApiState>(std::move(settings), logger, metrics);
    // The only server that needs nobody to pass its incidents on to.
    const auto incidents = std::make_shared<incident::ServiceIncidents>(
        std::move(incident_settings),
        [state](const incident::Incident& incident) {
            state->context.incidents.add(incident, state->context.now());
        },
        logger, metrics);
    web::Service service{make_routes(state->context), [state] { return state->readiness.reason(); },
                         std::make_shared<ApiJobs>(state, incidents->job_watch(), logger, metrics)};
    incidents->watch(service);
    return service;
}

}  // namespace trainingzip::api
