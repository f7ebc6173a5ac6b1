#include "api/api_service.h"

#include <memory>
#include <utility>

#include "api/accounts/account_housekeeping.h"
#include "api/api_context.h"
#include "api/readiness.h"
#include "api/routes.h"
#include "incident/service_incidents.h"

namespace trainingzip::api {
namespace {

struct ApiState {
    ApiState(ApiSettings settings, const Logger& logger, const metrics::Metrics& metrics)
        : context(std::move(settings), logger, metrics),
          readiness([this] { return context.database.check(); }, std::chrono::seconds(2)),
          slack(context.settings.slack, context.incidents, context.browsers, logger, metrics),
          housekeeping(context) {}

    ApiContext context;
    Readiness readiness;
    SlackWorker slack;
    AccountHousekeeping housekeeping;
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
    web::Service service{make_routes(state->context), [state] { return state->readiness.reason(); }, state};
    incidents->watch(service);
    return service;
}

}  // namespace trainingzip::api
