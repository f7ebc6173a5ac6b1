#include "pose/pose_service.h"

#include <memory>
#include <utility>

#include "auth/service_token.h"
#include "base/error.h"
#include "media/ffmpeg_log.h"
#include "pose/pose_job.h"
#include "pose/pose_networks.h"
#include "pose/pose_settings.h"
#include "storage/video_storage.h"
#include "web/work_answer.h"
#include "web/work_order.h"

namespace trainingzip::pose {

namespace {

struct State {
    State(const PoseSettings& settings, const Logger& server_logger, incident::JobWatch job_watch)
        : storage(settings.storage_folder),
          options(settings.poses),
          logger(server_logger),
          jobs(std::move(job_watch)),
          networks(settings) {}

    void take_order(const web::Request& request, web::ResponseWriter& writer) const;

    storage::VideoStorage storage;
    vision::TrainerPosesOptions options;
    Logger logger;
    incident::JobWatch jobs;
    PoseNetworks networks;
};

void State::take_order(const web::Request& request, web::ResponseWriter& writer) const {
    const auto order = web::WorkOrder::parse(request, web::WorkOrder::Kind::pose);
    const auto video = storage.path_of(order.video);
    web::WorkAnswer answer(writer, "pose");
    try {
        const auto held = jobs.enter("pose job", order.video);
        run_pose_job(networks, options, video, order.first_frame, answer, writer.stop_token());
    } catch (const Failure& failure) {
        if (writer.stop_token().stop_requested()) throw;
        logger.warning("job failed", {{"request_id", request.request_id},
                                      {"training", order.training_id},
                                      {"error", describe(failure.code()).digits},
                                      {"detail", failure.what()}});
        answer.failed(failure);
    } catch (const vision::EngineError& error) {
        jobs.fault("pose job");
        logger.error("inference failed", {{"request_id", request.request_id}, {"detail", error.what()}});
        answer.failed(Failure(ErrorCode::processing_failed, error.what()));
    }
}

}  // namespace

web::Service build_pose_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                const incident::JobWatch& jobs) {
    media::silence_ffmpeg();
    const PoseSettings settings = PoseSettings::load(section);
    section.finish();
    limits.writer_threads = settings.job_slots;
    const auto token = auth::ServiceToken::load_or_make(settings.service_token_file);
    const auto state = std::make_shared<State>(settings, logger, jobs);
    if (!state->networks.engine.fallback_reason().empty()) {
        logger.warning("using the CPU", {{"reason", state->networks.engine.fallback_reason()}});
    }
    web::Service service;
    service.router.add_writer(
        "POST", "/jobs", std::string(web::WorkAnswer::content_type),
        auth::require_service(token, [state](const web::Request& request, web::ResponseWriter& writer) {
            state->take_order(request, writer);
        }));
    service.ready = [] { return std::string(); };
    service.state = state;
    return service;
}

}  // namespace trainingzip::pose
