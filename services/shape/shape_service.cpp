#include "shape/shape_service.h"

#include <memory>
#include <string>
#include <utility>

#include "auth/service_token.h"
#include "base/error.h"
#include "media/ffmpeg_log.h"
#include "shape/shape_job.h"
#include "shape/shape_settings.h"

namespace trainingzip::shape {
namespace {

struct State {
    State(const ShapeSettings& settings, const Logger& server_logger, incident::JobWatch job_watch)
        : video_settings(settings.video),
          storage(settings.storage_folder),
          logger(server_logger),
          jobs(std::move(job_watch)),
          engine(settings.engine),
          network(engine, vision::MaskRcnnFiles::in_folder(settings.models_folder, settings.precision)) {}

    void warm_up() const;
    void take_order(const web::Request& request, web::ResponseWriter& writer) const;

    ShapeVideoSettings video_settings;
    storage::VideoStorage storage;
    Logger logger;
    incident::JobWatch jobs;
    vision::InferenceEngine engine;
    vision::MaskRcnn network;
};

/// The first run prepares memory and, on a GPU, kernels.
void State::warm_up() const {
    const media::Image grey(320, 240);
    const auto seen = network.look(grey.view());
    network.detect(seen);
    const vision::Box middle{100, 50, 200, 200};
    network.masks(seen, {&middle, 1});
}

void State::take_order(const web::Request& request, web::ResponseWriter& writer) const {
    const auto order = web::WorkOrder::parse(request, web::WorkOrder::Kind::shape);
    web::WorkAnswer answer(writer, "shape");
    try {
        const auto held = jobs.enter("shape job", order.video);
        const ShapeSummary summary =
            run_shape_job(network, video_settings, storage, order, answer, writer.stop_token());
        logger.info("shape written", {{"request_id", request.request_id},
                                      {"training", order.training_id},
                                      {"frames", summary.frames},
                                      {"with_trainer", summary.frames_with_trainer}});
    } catch (const Failure& failure) {
        if (writer.stop_token().stop_requested()) throw;
        logger.warning("job failed", {{"request_id", request.request_id},
                                      {"training", order.training_id},
                                      {"error", describe(failure.code()).digits},
                                      {"detail", failure.what()}});
        answer.failed(failure);
    } catch (const std::runtime_error& error) {
        // An engine or encoder that fails for this video must not look like a broken connection.
        jobs.fault("shape job");
        logger.error("job fault", {{"request_id", request.request_id}, {"detail", error.what()}});
        answer.failed(Failure(ErrorCode::processing_failed, error.what()));
    }
}

}  // namespace

web::Service build_shape_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                 const incident::JobWatch& jobs) {
    media::silence_ffmpeg();
    const ShapeSettings settings = ShapeSettings::load(section);
    section.finish();
    limits.writer_threads = settings.job_slots;
    const auto token = auth::ServiceToken::load_or_make(settings.service_token_file);
    const auto state = std::make_shared<State>(settings, logger, jobs);
    state->warm_up();
    if (!state->engine.fallback_reason().empty()) {
        logger.warning("using the CPU", {{"reason", state->engine.fallback_reason()}});
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

}  // namespace trainingzip::shape
