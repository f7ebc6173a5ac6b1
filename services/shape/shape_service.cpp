#include "shape/shape_service.h"

#include <memory>

#include "auth/service_token.h"
#include "incident/work_route.h"
#include "jobs/network_route.h"
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
        const vision::MaskRcnnFiles& real = settings.real;
        const SegmentationFiles& stand_in = settings.stand_in;
        return {{vision::NetworkSet::real,
                 {{real.backbone, real.box_head, real.mask_head, real.anchors},
                  [this, real] { return load_mask_rcnn(engine, real); }}},
                {vision::NetworkSet::stand_in, {{stand_in.detector, stand_in.segmentation}, [this, stand_in] {
                                                    return load_segmentation(engine, stand_in);
                                                }}}};
    }
};

}  // namespace

web::Service build_shape_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                 const metrics::Metrics& metrics, const incident::JobWatch& jobs) {
    media::silence_ffmpeg();
    const ShapeSettings settings = ShapeSettings::load(section);
    section.finish();
    settings.reader.program.require_sandbox(logger);
    limits.writer_threads = settings.job_slots;
    const auto token = auth::ServiceToken::load_or_make(settings.service_token_file);
    const auto state = std::make_shared<State>(settings, logger, metrics);
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
             state->networks.require();
         }},
        [state](const web::WorkOrder& order, web::WorkAnswer& answer, const std::stop_token& stop) {
            const auto networks = state->networks.require();
            answer.with_networks(vision::name_of(networks.set));
            media::SandboxedVideoReader frames(state->storage.path_of(order.video), state->reader, stop);
            run_shape_job(*networks.networks, state->video_settings, state->storage, frames, order, answer,
                          stop);
        });
    trainingzip::jobs::add_network_route(service.router, [state] { return state->networks.state(); });
    service.ready = [state] { return state->networks.state().waiting_reason(); };
    service.state = state;
    return service;
}

}  // namespace trainingzip::shape
