#include "shape/shape_service.h"

#include <memory>

#include "auth/service_token.h"
#include "jobs/job_endpoint.h"
#include "jobs/network_endpoint.h"
#include "media/ffmpeg_log.h"
#include "shape/shape_job.h"
#include "shape/shape_settings.h"
#include "vision/current_networks.h"

namespace trainingzip::shape {
namespace {

using Networks = vision::CurrentNetworks<vision::PersonMasker>;

struct State {
    State(const ShapeSettings& settings, const Logger& logger, const metrics::Metrics& metrics)
        : video_settings(settings.video),
          reader(settings.reader),
          storage(settings.storage_folder, metrics),
          engine(settings.engine, metrics),
          networks(settings.network_sets, choices(settings), logger, metrics) {}

    ShapeVideoSettings video_settings;
    media::SandboxedReaderOptions reader;
    storage::VideoStorage storage;
    vision::InferenceEngine engine;
    Networks networks;

  private:
    Networks::Choices choices(const ShapeSettings& settings) {
        const vision::MaskNetworkFiles& real = settings.real;
        const SegmentationFiles& stand_in = settings.stand_in;
        return {{vision::NetworkSet::real,
                 {{real.backbone, real.mask_head}, [this, real] { return load_mask_rcnn(engine, real); }}},
                {vision::NetworkSet::stand_in, {{stand_in.detector, stand_in.segmentation}, [this, stand_in] {
                                                    return load_segmentation(engine, stand_in);
                                                }}}};
    }
};

}  // namespace

web::Service build_shape_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                 const metrics::Metrics& metrics, const incident::JobWatch& watch) {
    media::silence_ffmpeg();
    const ShapeSettings settings = ShapeSettings::load(section);
    section.finish();
    settings.reader.program.require_sandbox(logger);
    limits.writer_threads = settings.job_slots;
    const auto token = auth::ServiceToken::load_or_make(settings.service_token_file);
    const auto state = std::make_shared<State>(settings, logger, metrics);
    if (!state->engine.fallback_reason().empty()) {
        logger.warning("cpu_fallback", {{"reason", state->engine.fallback_reason()}});
    }
    web::Service service;
    jobs::add_job_endpoint(
        service.router,
        {jobs::JobKind::shape, token, logger, watch, jobs::JobEndpointMetrics(metrics, jobs::JobKind::shape),
         [state](const jobs::JobOrder& order) {
             state->storage.path_of(order.video);
             state->storage.path_of(order.track);
             state->storage.path_of(order.shape);
             state->networks.require();
         }},
        [state](const jobs::JobOrder& order, jobs::ProgressWriter& progress, const std::stop_token& stop) {
            const auto networks = state->networks.require();
            progress.set_networks(vision::name_of(networks.set));
            media::SandboxedVideoReader frames(state->storage.path_of(order.video), state->reader, stop);
            run_shape_job(*networks.networks, state->video_settings, state->storage, frames, order, progress,
                          stop);
        });
    jobs::add_network_endpoint(service.router, [state] { return state->networks.state(); });
    service.ready = [state] { return state->networks.state().waiting_reason(); };
    service.state = state;
    return service;
}

}  // namespace trainingzip::shape
