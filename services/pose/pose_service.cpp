#include "pose/pose_service.h"

#include <memory>

#include "auth/service_token.h"
#include "incident/work_route.h"
#include "pose/pose_job.h"
#include "pose/pose_networks.h"
#include "pose/pose_settings.h"
#include "storage/video_storage.h"

namespace trainingzip::pose {

namespace {

struct State {
    State(const PoseSettings& settings, const metrics::Metrics& metrics)
        : storage(settings.storage_folder, metrics),
          options(settings.poses),
          reader(settings.reader),
          networks(settings, metrics) {}

    storage::VideoStorage storage;
    vision::TrainerPosesOptions options;
    media::SandboxedReaderOptions reader;
    PoseNetworks networks;
};

}  // namespace

web::Service build_pose_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                const metrics::Metrics& metrics, const incident::JobWatch& jobs) {
    const PoseSettings settings = PoseSettings::load(section);
    section.finish();
    limits.writer_threads = settings.job_slots;
    const auto token = auth::ServiceToken::load_or_make(settings.service_token_file);
    const auto state = std::make_shared<State>(settings, metrics);
    if (!state->networks.engine.fallback_reason().empty()) {
        logger.warning("using the CPU", {{"reason", state->networks.engine.fallback_reason()}});
    }
    web::Service service;
    incident::add_work_route(
        service.router,
        {web::WorkOrder::Kind::pose, "pose", token, logger, jobs, web::WorkMetrics(metrics, "pose"),
         [state](const web::WorkOrder& order) { state->storage.path_of(order.video); }},
        [state](const web::WorkOrder& order, web::WorkAnswer& answer, const std::stop_token& stop) {
            media::SandboxedVideoReader frames(state->storage.path_of(order.video), state->reader, stop);
            run_pose_job(state->networks, state->options, frames, order.first_frame, answer);
        });
    service.ready = [] { return std::string(); };
    service.state = state;
    return service;
}

}  // namespace trainingzip::pose
