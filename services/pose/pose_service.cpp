#include "pose/pose_service.h"

#include <memory>

#include "auth/service_token.h"
#include "jobs/job_endpoint.h"
#include "jobs/network_endpoint.h"
#include "pose/pose_job.h"
#include "pose/pose_networks.h"
#include "pose/pose_settings.h"
#include "storage/video_storage.h"
#include "vision/current_networks.h"

namespace trainingzip::pose {

namespace {

struct State {
    State(const PoseSettings& settings, const Logger& logger, const metrics::Metrics& metrics)
        : storage(settings.storage_folder, metrics),
          options(settings.poses),
          stand_in_options(settings.poses),
          reader(settings.reader),
          engine(settings.engine, metrics),
          networks(settings.network_sets, choices(settings), logger, metrics) {
        stand_in_options.finder.minimum_detection_score = settings.stand_in_minimum_detection_score;
        stand_in_options.search.minimum_detection_score = settings.stand_in_minimum_detection_score;
    }

    const vision::TrainerPosesOptions& options_of(vision::NetworkSet set) const {
        return set == vision::NetworkSet::stand_in ? stand_in_options : options;
    }

    storage::VideoStorage storage;
    vision::TrainerPosesOptions options;
    vision::TrainerPosesOptions stand_in_options;
    media::SandboxedReaderOptions reader;
    vision::InferenceEngine engine;
    vision::CurrentNetworks<PoseNetworks> networks;

  private:
    vision::CurrentNetworks<PoseNetworks>::Choices choices(const PoseSettings& settings) {
        const auto choice = [&](const PoseNetworkFiles& files) {
            return vision::CurrentNetworks<PoseNetworks>::Choice{
                {files.detector, files.pose}, [this, files, normalisation = settings.normalisation] {
                    return std::make_shared<const PoseNetworks>(engine, files, normalisation);
                }};
        };
        return {{vision::NetworkSet::real, choice(settings.real)},
                {vision::NetworkSet::stand_in, choice(settings.stand_in)}};
    }
};

}  // namespace

web::Service build_pose_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                const metrics::Metrics& metrics, const incident::JobWatch& watch) {
    const PoseSettings settings = PoseSettings::load(section);
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
        {jobs::JobKind::pose, token, logger, watch, jobs::JobEndpointMetrics(metrics, jobs::JobKind::pose),
         [state](const jobs::JobOrder& order) {
             state->storage.path_of(order.video);
             state->networks.require();
         }},
        [state](const jobs::JobOrder& order, jobs::ProgressWriter& progress, const std::stop_token& stop) {
            const auto networks = state->networks.require();
            progress.set_networks(vision::name_of(networks.set));
            const auto open = [&] {
                return std::make_unique<media::SandboxedVideoReader>(state->storage.path_of(order.video),
                                                                     state->reader, stop);
            };
            run_pose_job(*networks.networks, state->options_of(networks.set), order.trainer, open, progress);
        });
    jobs::add_network_endpoint(service.router, [state] { return state->networks.state(); });
    service.ready = [state] { return state->networks.state().waiting_reason(); };
    service.state = state;
    return service;
}

}  // namespace trainingzip::pose
