#include "api/api_service.h"

#include <memory>
#include <utility>

#include "api/accounts/familiar.h"
#include "api/accounts/sessions.h"
#include "api/api_context.h"
#include "api/counts/list_counts.h"
#include "api/readiness.h"
#include "api/routes.h"
#include "base/periodic_task.h"
#include "incident/service_incidents.h"
#include "incident/watched_task.h"

namespace trainingzip::api {
namespace {

struct ApiState {
    ApiState(ApiSettings settings, ProtectionSettings protection, const Logger& logger,
             const metrics::Metrics& metrics)
        : context(std::move(settings), std::move(protection), logger, metrics),
          readiness([this] { return context.database.check(); }, std::chrono::seconds(2)) {}

    ApiContext context;
    Readiness readiness;
};

void keep_accounts(ApiContext& context) {
    remove_ended_sessions(context);
    forget_old_networks(context);
    context.sign_ups.forget_old(context.database, context.clock.now());
    context.views.forget_old(context.now());
    if (context.signing_keys.maintain()) context.verifier.reread();
}

/// What works beside the requests; its faults are incidents, which is why it is apart.
struct ApiJobs {
    ApiJobs(std::shared_ptr<ApiState> api_state, const incident::JobWatch& watch, const Logger& logger,
            const metrics::Metrics& metrics)
        : state(std::move(api_state)),
          slack(state->context.settings.slack, state->context.incidents, state->context.browsers, watch,
                logger, metrics),
          retention(
              incident::watched_task("incident retention", std::chrono::hours(1), watch, logger),
              [&context = state->context](PeriodicTask::Run&) {
                  context.incidents.forget_before(context.now() - context.settings.incidents_kept.count());
              }),
          housekeeping(incident::watched_task("account housekeeping", std::chrono::minutes(1), watch, logger),
                       [&context = state->context](PeriodicTask::Run&) { keep_accounts(context); }),
          counts(incident::watched_task("counts of lists", state->context.settings.list_count_interval, watch,
                                        logger),
                 [&context = state->context](PeriodicTask::Run&) { add_up_list_changes(context.database); }) {
    }

    std::shared_ptr<ApiState> state;
    SlackWorker slack;
    PeriodicTask retention;
    PeriodicTask housekeeping;
    PeriodicTask counts;
};

}  // namespace

web::Service build_api_service(ConfigSection& section, web::ServerLimits&, const Logger& logger,
                               const metrics::Metrics& metrics) {
    ApiSettings settings = ApiSettings::load(section);
    ProtectionSettings protection = ProtectionSettings::load(section);
    incident::IncidentSettings incident_settings = incident::IncidentSettings::load(section);
    web::CrossOriginRules cross_origin = web::CrossOriginRules::load(section);
    section.finish();
    settings.picture_program.require_sandbox(logger);
    const auto state =
        std::make_shared<ApiState>(std::move(settings), std::move(protection), logger, metrics);
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
    service.hooks.cross_origin = std::move(cross_origin);
    return service;
}

}  // namespace trainingzip::api
