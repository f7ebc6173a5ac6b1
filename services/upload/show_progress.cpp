#include "upload/show_progress.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cmath>

#include "upload/owner_messages.h"
#include "upload/reprocess_upload.h"

namespace trainingzip::upload {

namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

/// Of the whole; those of all kinds add up to 1.
double weight_of(JobKind kind) {
    constexpr double normalise_weight = 0.1;
    return kind == JobKind::normalise ? normalise_weight
                                      : (1 - normalise_weight) / std::size(jobs::remote_job_kinds);
}

double share_done(const JobStage& stage) {
    if (stage.state == "done") return 1;
    if (stage.frames_total <= 0) return 0;
    return std::clamp(static_cast<double>(stage.frames_done) / static_cast<double>(stage.frames_total), 0.0,
                      1.0);
}

const JobStage* find_stage(const std::vector<JobStage>& stages, JobKind kind) {
    const auto found = std::ranges::find(stages, kind, &JobStage::kind);
    return found == stages.end() ? nullptr : &*found;
}

bool has_poses_coming(const std::vector<JobStage>& stages) {
    const JobStage* pose = find_stage(stages, JobKind::pose);
    return pose != nullptr && pose->state == "running";
}

std::optional<std::int64_t> seconds_left(const std::vector<JobStage>& stages) {
    double longest = 0;
    for (const JobKind kind : jobs::remote_job_kinds) {
        const JobStage* stage = find_stage(stages, kind);
        if (stage == nullptr) return std::nullopt;
        if (stage->state == "done") continue;
        // It begins when there are poses, and follows them as fast as they come.
        if (stage->kind == JobKind::shape && stage->state == "waiting" && has_poses_coming(stages)) continue;
        if (stage->state != "running" || stage->frames_total <= 0 || stage->frames_per_second <= 0)
            return std::nullopt;
        const auto frames =
            static_cast<double>(std::max<std::int64_t>(stage->frames_total - stage->frames_done, 0));
        longest = std::max(longest, frames / stage->frames_per_second);
    }
    return static_cast<std::int64_t>(std::ceil(longest));
}

array describe_stages(const std::vector<JobStage>& stages) {
    array described;
    for (const JobKind kind : jobs::all_job_kinds) {
        const JobStage* stage = find_stage(stages, kind);
        const bool running = stage != nullptr && stage->state == "running";
        described.push_back(
            object{{"name", jobs::name_of(kind)},
                   {"state", stage != nullptr ? stage->state : "waiting"},
                   {"percent", stage != nullptr ? static_cast<int>(100 * share_done(*stage)) : 0},
                   {"framesPerSecond",
                    running && stage->frames_per_second > 0 ? value(stage->frames_per_second) : value()}});
    }
    return described;
}

value describe_failure(const LatestUpload& upload, const MediaSettings& limits, Language language) {
    if (upload.state != "FAILED") return nullptr;
    const ErrorDescription* error = find_error(upload.failure_code);
    if (error == nullptr) error = &describe(ErrorCode::processing_failed);
    return object{{"error", error->digits}, {"message", failure_sentence(error->code, limits, language)}};
}

value describe_waiting(const UploadContext& context, const std::vector<JobStage>& stages, Language language) {
    const auto waits = [&](JobKind kind, const ServerNetworks& server) {
        const JobStage* stage = find_stage(stages, kind);
        return stage != nullptr && stage->state == "waiting" && server.waits_for_models();
    };
    if (!waits(JobKind::pose, context.networks.pose()) && !waits(JobKind::shape, context.networks.shape()))
        return nullptr;
    return object{{"reason", "models"}, {"message", describe(ErrorCode::models_missing).sentence(language)}};
}

array describe_notices(const LatestUpload& upload, Language language) {
    array described;
    for (const media::Notice& notice : upload.notices) {
        described.push_back(
            object{{"kind", media::name_of(notice.kind)}, {"message", notice_sentence(notice, language)}});
    }
    if (upload.networks == vision::name_of(vision::NetworkSet::stand_in)) {
        described.push_back(
            object{{"kind", "stand_in_networks"}, {"message", stand_in_networks_sentence(language)}});
    }
    return described;
}

}  // namespace

OverallProgress overall_progress(const std::string& state, const std::vector<JobStage>& stages) {
    if (state == "READY") return {100, 0};
    double share = 0;
    for (const JobKind kind : jobs::all_job_kinds) {
        if (const JobStage* stage = find_stage(stages, kind)) share += weight_of(kind) * share_done(*stage);
    }
    OverallProgress progress;
    progress.percent = std::min(99, static_cast<int>(100 * share));
    if (state == "PROCESSING") progress.seconds_left = seconds_left(stages);
    return progress;
}

web::Response show_progress(UploadContext& context, const web::Request& request,
                            const auth::Principal& principal) {
    const std::int64_t id = request.path_id("id", ErrorCode::training_not_found);
    if (context.uploads.right(id, principal) != domain::TrainingRight::change)
        throw Failure(ErrorCode::training_not_found);
    const auto training = context.uploads.find_training(id);
    if (!training) throw Failure(ErrorCode::training_not_found);

    const LatestUpload upload = context.uploads.latest(id).value_or(LatestUpload{.id = {},
                                                                                 .state = training->state,
                                                                                 .failure_code = {},
                                                                                 .failure_detail = {},
                                                                                 .notices = {},
                                                                                 .networks = {}});
    const std::vector<JobStage> stages = context.queue.stages(upload.id);
    const OverallProgress overall = overall_progress(upload.state, stages);
    web::Response response = web::Response::hal(
        object{{"trainingId", id},
               {"state", upload.state},
               {"percent", overall.percent},
               {"secondsLeft", overall.seconds_left ? value(*overall.seconds_left) : value()},
               {"stages", describe_stages(stages)},
               {"waitingFor", describe_waiting(context, stages, request.language())},
               {"networks", upload.networks.empty() ? value() : value(upload.networks)},
               {"reprocessable", is_reprocessable(context, upload.state, upload.networks)},
               {"failure", describe_failure(upload, context.settings.media, request.language())},
               {"notices", describe_notices(upload, request.language())}});
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace trainingzip::upload
