#include "upload/reprocess_upload.h"

#include <boost/json/object.hpp>

#include "base/ids.h"
#include "upload/process_again.h"
#include "upload/training_access.h"

namespace trainingzip::upload {

namespace {

bool has_real_networks(const UploadContext& context) {
    return context.networks.pose().has_real() && context.networks.shape().has_real();
}

}  // namespace

bool is_reprocessable(const UploadContext& context, const std::string& state, const std::string& networks) {
    return state == "READY" && networks == vision::name_of(vision::NetworkSet::stand_in) &&
           has_real_networks(context);
}

web::Response reprocess_upload(UploadContext& context, const web::Request& request,
                               const auth::Principal& principal) {
    const std::int64_t id = principal.admin ? require_training(context.uploads, request)
                                            : require_own_training(context.uploads, request, principal);
    if (context.uploads.is_busy(id)) throw Failure(ErrorCode::upload_in_progress);
    if (!context.uploads.published(id)) throw Failure(ErrorCode::file_not_found, "nothing is published");
    if (!has_real_networks(context))
        throw Failure(ErrorCode::models_missing, "no real networks to make it again with")
            .with_retry_after(60);
    process_published_again(context, id, request.request_id);
    return processing_started(request, id);
}

web::Response reprocess_all(UploadContext& context, const web::Request&, const auth::Principal& principal) {
    if (!principal.admin) throw Failure(ErrorCode::not_permitted);
    const std::int64_t marked = context.uploads.request_remakes();
    context.logger.info("reprocessing_requested", {{"trainings", marked}});
    return web::Response::hal(boost::json::object{{"trainings", marked}}, 202);
}

void reprocess_next(UploadContext& context) {
    if (!has_real_networks(context) || !context.queue.queued().empty()) return;
    const auto training = context.uploads.take_remake();
    if (!training) return;
    try {
        process_published_again(context, *training, new_request_id());
    } catch (const Failure& failure) {
        // Its owner has started another upload, or deleted it.
        context.logger.info("reprocessing_dropped", {{"training_id", *training}, {"reason", failure.what()}});
    }
}

}  // namespace trainingzip::upload
