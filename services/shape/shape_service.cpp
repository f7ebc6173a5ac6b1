#include "shape/shape_service.h"

#include <memory>

#include "auth/service_token.h"
#include "incident/work_route.h"
#include "media/ffmpeg_log.h"
#include "shape/shape_job.h"
#include "shape/shape_settings.h"

namespace trainingzip::shape {
namespace {

struct State {
    State(const ShapeSettings& settings, const metrics::Metrics& metrics)
        : video_settings(settings.video),
          reader(settings.reader),
          storage(settings.storage_folder, metrics),
          engine(settings.engine, metrics),
          network(engine, vision::MaskRcnnFiles::in_folder(settings.models_folder, settings.precision)) {}

    void warm_up() const;

    ShapeVideoSettings video_settings;
    media::SandboxedReaderOptions reader;
    storage::VideoStorage storage;
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

}  // namespace

web::Service build_shape_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                 const metrics::Metrics& metrics, const incident::JobWatch& jobs) {
    media::silence_ffmpeg();
    const ShapeSettings settings = ShapeSettings::load(section);
    section.finish();
    limits.writer_threads = settings.job_slots;
    const auto token = auth::ServiceToken::load_or_make(settings.service_token_file);
    const auto state = std::make_shared<State>(settings, metrics);
    state->warm_up();
    if (!state->engine.fallback_reason().empty()) {
        logger.warning("using the CPU", {{"reason", state->engine.fallback_reason()}});
    }
    web::Service service;
    incident::add_work_route(
        service.router,
        {web::WorkOrder::Kind::shape, "shape", token, logger, jobs, web::WorkMetrics(metrics, "shape"),
         [state](const web::WorkOrder& order) {
             state->storage.path_of(order.video);
             state->storage.path_of(order.shape);
         }},
        [state](const web::WorkOrder& order, web::WorkAnswer& answer, const std::stop_token& stop) {
            media::SandboxedVideoReader frames(state->storage.path_of(order.video), state->reader, stop);
            run_shape_job(state->network, state->video_settings, state->storage, frames, order, answer, stop);
        });
    service.ready = [] { return std::string(); };
    service.state = state;
    return service;
}

}  // namespace trainingzip::shape
