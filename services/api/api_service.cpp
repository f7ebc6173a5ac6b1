#include "api/api_service.h"

#include <memory>
#include <optional>
#include <utility>

#include "api/accounts/known_clients.h"
#include "api/accounts/mail/account_mails.h"
#include "api/accounts/mail/mail_links.h"
#include "api/accounts/sessions.h"
#include "api/api_state.h"
#include "api/coaching/camera_pairings/pairing_store.h"
#include "api/http/list_totals.h"
#include "api/http/readiness.h"
#include "api/routes.h"
#include "base/periodic_task.h"
#include "incident/service_incidents.h"
#include "incident/watched_task.h"
#include "mail/mail_worker.h"
#include "mail/smtp_sender.h"

namespace trainingzip::api {
namespace {

/// The state, and whether it can work.
struct ReadyState {
    ReadyState(ApiSettings settings, const Logger& logger, const metrics::Metrics& metrics)
        : state(std::move(settings), logger, metrics),
          readiness([this] { return state.database.check(); }, std::chrono::seconds(2)) {}

    ApiState state;
    Readiness readiness;
};

void clean_up_accounts(ApiState& state) {
    remove_ended_sessions(state.accounts);
    forget_old_networks(state.accounts);
    remove_expired_mail_links(state.accounts);
    remove_expired_camera_pairings(state.coaching);
    state.sign_ups.forget_old(state.database, state.clock.now());
    state.mail_requests.forget_old(state.database, state.clock.now());
    state.views.forget_old(state.now());
    if (state.signing_keys.maintain()) state.verifier.reread();
}

/// What works beside the requests; its faults are incidents, which is why it is apart.
struct BackgroundWork {
    BackgroundWork(std::shared_ptr<ReadyState> ready_state, const incident::JobWatch& watch,
                   const Logger& logger, const metrics::Metrics& metrics)
        : owner(std::move(ready_state)),
          slack(owner->state.settings.slack, owner->state.incidents, owner->state.browsers, watch, logger,
                metrics),
          retention(incident::watched_task("incident retention", std::chrono::hours(1), watch, logger),
                    [&state = owner->state](PeriodicTask::Run&) {
                        state.incidents.forget_before(state.now() - state.settings.incidents_kept.count());
                    }),
          housekeeping(incident::watched_task("account housekeeping", std::chrono::minutes(1), watch, logger),
                       [&state = owner->state](PeriodicTask::Run&) { clean_up_accounts(state); }),
          list_totals(
              incident::watched_task("list totals", owner->state.settings.list_total_interval, watch, logger),
              [&state = owner->state](PeriodicTask::Run&) { add_up_list_changes(state.database); }) {
        start_mails(watch, logger, metrics);
    }

    void start_mails(const incident::JobWatch& watch, const Logger& logger, const metrics::Metrics& metrics) {
        const ApiState& state = owner->state;
        if (!state.settings.smtp) return;
        mails.emplace(
            state.settings.mail_worker, state.outbox,
            [&state](const mail::Order& order) { return compose_account_mail(state.accounts, order); },
            [sender = std::make_shared<mail::SmtpSender>(*state.settings.smtp)](
                const mail::Message& message, const std::stop_token& stop) { sender->send(message, stop); },
            watch, logger, metrics);
    }

    std::shared_ptr<ReadyState> owner;
    SlackWorker slack;
    PeriodicTask retention;
    PeriodicTask housekeeping;
    PeriodicTask list_totals;
    std::optional<mail::MailWorker> mails;
};

}  // namespace

web::Service build_api_service(ConfigSection& section, web::ServerLimits&, const Logger& logger,
                               const metrics::Metrics& metrics) {
    ApiSettings settings = ApiSettings::load(section);
    incident::IncidentSettings incident_settings = incident::IncidentSettings::load(section);
    web::CrossOriginRules cross_origin = web::CrossOriginRules::load(section);
    section.finish();
    settings.picture_program.require_sandbox(logger);
    const auto owner = std::make_shared<ReadyState>(std::move(settings), logger, metrics);
    // The only server that needs nobody to pass its incidents on to.
    const auto incidents = std::make_shared<incident::ServiceIncidents>(
        std::move(incident_settings),
        [owner](const incident::Incident& incident) {
            owner->state.incidents.add(incident, owner->state.now());
        },
        logger, metrics);
    web::Service service{make_routes(owner->state), [owner] { return owner->readiness.reason(); },
                         std::make_shared<BackgroundWork>(owner, incidents->job_watch(), logger, metrics)};
    incidents->watch(service);
    service.hooks.cross_origin = std::move(cross_origin);
    return service;
}

}  // namespace trainingzip::api
