#include "shape/shape_server.h"

#include <memory>
#include <string>

#include "auth/service_token.h"
#include "shape/jobs/create.h"
#include "shape/shape_settings.h"

namespace trainingzip::shape {
namespace {

struct ShapeServer {
    explicit ShapeServer(const ShapeSettings& given)
        : settings(given),
          storage(given.storage),
          engine(given.engine),
          network(engine, vision::MaskRcnnFiles::in_folder(given.models, given.precision)),
          slots(given.job_slots) {}

    ShapeSettings settings;
    storage::VideoStorage storage;
    vision::InferenceEngine engine;
    vision::MaskRcnn network;
    jobs::JobSlots slots;
};

}  // namespace

web::Service build_shape_server(ConfigSection& section, web::ServerLimits& limits, const Logger& logger) {
    const ShapeSettings settings = ShapeSettings::load(section);
    section.finish();
    const auto token = auth::ServiceToken::load_or_make(settings.service_token);
    const auto server = std::make_shared<ShapeServer>(settings);
    const bool cuda = server->engine.device() == vision::Device::cuda;
    logger.info("network_loaded", {{"precision", settings.precision},
                                   {"device", cuda ? "cuda" : "cpu"},
                                   {"fallback", server->engine.fallback_reason()}});

    // One more than the slots, so that an order beyond them is told so instead of waiting unanswered.
    limits.writer_threads = static_cast<std::size_t>(settings.job_slots) + 1;
    const JobContext context{server->storage, server->network, server->settings.video, server->slots, logger};
    web::Service service;
    service.router.add_writer("POST", "/jobs", "application/x-ndjson",
                              auth::require_service(token, create_job(context)));
    service.ready = [] { return std::string(); };
    service.state = server;
    return service;
}

}  // namespace trainingzip::shape
