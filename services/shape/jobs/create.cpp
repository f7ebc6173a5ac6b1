#include "shape/jobs/create.h"

#include "jobs/job_order.h"
#include "jobs/job_stream.h"

namespace trainingzip::shape {
namespace {

boost::json::object make_shape(const JobContext& context, const jobs::JobOrder& order,
                               jobs::JobReport& report, std::stop_token stop) {
    storage::StorageWriter target = context.storage.writer(order.shape);
    const ShapeSummary summary = write_shape_video(
        context.network, context.storage.path_of(order.video), target.path(), context.settings,
        std::move(stop),
        [&](const ShapeProgress& progress) { report.progress(progress.frames, progress.total_frames); });
    target.commit();
    context.logger.info("shape_written", {{"training", order.training_id},
                                          {"frames", summary.frames},
                                          {"with_trainer", summary.frames_with_trainer},
                                          {"carried", summary.frames_carried}});
    return {{"frames", summary.frames},
            {"width", summary.width},
            {"height", summary.height},
            {"durationSeconds", summary.duration_seconds}};
}

}  // namespace

web::WriterHandler create_job(const JobContext& context) {
    return [context](const web::Request& request, web::ResponseWriter& writer) {
        const jobs::JobOrder order = jobs::read_shape_order(request);
        const auto slot = context.slots.take();
        jobs::run_job(writer, "shape", context.logger, [&](jobs::JobReport& report, std::stop_token stop) {
            return make_shape(context, order, report, std::move(stop));
        });
    };
}

}  // namespace trainingzip::shape
