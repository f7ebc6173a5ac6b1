#include "upload/upload_service.h"

#include <limits>

#include "auth/require_user.h"
#include "upload/choose_trainer.h"
#include "upload/job_runner.h"
#include "upload/receive_video.h"
#include "upload/reprocess_upload.h"
#include "upload/retry_upload.h"
#include "upload/show_networks.h"
#include "upload/show_people.h"
#include "upload/show_progress.h"
#include "upload/show_queue.h"

namespace trainingzip::upload {

namespace {

constexpr std::size_t threads_beyond_places = 16;

/// The context and its threads, which end before it is destroyed.
struct UploadState {
    UploadState(UploadSettings settings, const Logger& logger, const metrics::Metrics& metrics,
                const incident::JobWatch& jobs)
        : context(std::move(settings), logger, metrics), runner(context, jobs) {}

    UploadContext context;
    JobRunner runner;
};

using UserCall = web::Response (*)(UploadContext&, const web::Request&, const auth::Principal&);

web::Handler for_user(UploadContext& context, UserCall call) {
    return auth::require_user(context.verifier,
                              [&context, call](const web::Request& request, const auth::Principal& asker) {
                                  return call(context, request, asker);
                              });
}

}  // namespace

web::Router make_routes(UploadContext& context) {
    // The server would answer 413 before the handler can answer 401, 404 or 409; the handler checks the
    // limit.
    constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();
    web::Router routes;
    routes.add_body("POST", "/trainings/{id}",
                    auth::require_user_for_body(context.verifier,
                                                [&context](const web::Request& request, web::BodyReader& body,
                                                           const auth::Principal& asker) {
                                                    return receive_video(context, request, body, asker);
                                                }),
                    unlimited, [&context](const web::Request& request) {
                        auth::authenticate(context.verifier, request);
                    });
    routes.add("GET", "/trainings/{id}/progress", for_user(context, show_progress));
    routes.add("POST", "/trainings/{id}/retry", for_user(context, retry_upload));
    routes.add_slow("POST", "/trainings/{id}/reprocess", for_user(context, reprocess_upload));
    routes.add("GET", "/trainings/{id}/people", for_user(context, show_people));
    routes.add_slow("POST", "/trainings/{id}/trainer", for_user(context, choose_trainer));
    routes.add("POST", "/reprocess", for_user(context, reprocess_all));
    routes.add("GET", "/networks", for_user(context, show_networks));
    routes.add("GET", "/queue", for_user(context, show_queue));
    return routes;
}

web::Service build_upload_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                  const metrics::Metrics& metrics, const incident::JobWatch& jobs) {
    UploadSettings settings = UploadSettings::load(section);
    web::CrossOriginRules cross_origin = web::CrossOriginRules::load(section);
    section.finish();
    settings.media.program.require_sandbox(logger);
    // More than places: for requests that are refused, and uploads that are evicted.
    limits.body_threads = settings.places.at_once + threads_beyond_places;
    limits.body_queue = limits.body_threads;
    limits.streamed_rate = settings.upload_rate;
    const auto state = std::make_shared<UploadState>(std::move(settings), logger, metrics, jobs);
    web::Service service{make_routes(state->context), [state] { return state->context.readiness.reason(); },
                         state};
    service.hooks.cross_origin = std::move(cross_origin);
    return service;
}

}  // namespace trainingzip::upload
