#include "upload/remote_job.h"

#include <optional>

#include "networks/network_set.h"
#include "upload/job_outcome.h"
#include "upload/job_reporter.h"
#include "upload/notices.h"
#include "upload/pose_store.h"
#include "upload/pose_track_feeder.h"

namespace trainingzip::upload {

namespace {

jobs::JobOrder order_for(UploadContext& context, const Job& job) {
    jobs::JobOrder order;
    order.training_id = job.training_id;
    order.upload_id = job.upload_id;
    order.video = storage::video_key(job.training_id, job.upload_id);
    if (job.kind == jobs::JobKind::shape) {
        order.track = storage::track_key(job.training_id, job.upload_id);
        order.shape = storage::shape_key(job.training_id, job.upload_id);
    } else {
        order.trainer = context.people.chosen(job.upload_id);
    }
    return order;
}

/// Takes the messages of one progress stream.
class JobResult {
  public:
    JobResult(UploadContext& context, const Job& job)
        : reporter_(context.queue, job), people_(context.people), upload_id_(job.upload_id) {
        if (job.kind == jobs::JobKind::pose) poses_.emplace(context.database, job.upload_id);
    }

    void take(const jobs::ProgressMessage& message) {
        if (message.type() == jobs::message_type::progress) {
            reporter_.report(message.integer("frames"), message.integer_or_zero("totalFrames"),
                             message.number("framesPerSecond"));
        } else if (message.type() == jobs::message_type::people && poses_) {
            const boost::json::value* people = message.find("people");
            people_.set_people(upload_id_,
                               jobs::read_possible_trainers(people != nullptr ? *people : nullptr));
        } else if (message.type() == jobs::message_type::poses && poses_) {
            poses_->add(message.text("block"));
        } else if (message.type() == jobs::message_type::done) {
            frames_ = message.integer("frames");
            // Servers before 0.2 do not tell.
            networks_ = message.has("networks") ? message.text("networks") : "";
            if (!networks_.empty() && !vision::network_set_of(networks_))
                throw Failure(ErrorCode::processing_failed, "networks of a name that is not known");
            notices_ = notices_of(message);
            if (poses_) poses_->check_complete(*frames_);
        } else if (message.type() == jobs::message_type::failed) {
            message.throw_failure();
        }
    }

    /// nullopt until the job is done.
    std::optional<std::int64_t> frames() const { return frames_; }
    const std::string& networks() const { return networks_; }
    const Notices& notices() const { return notices_; }

  private:
    JobReporter reporter_;
    PeopleStore& people_;
    const std::string upload_id_;
    std::optional<PoseStore> poses_;
    std::optional<std::int64_t> frames_;
    std::string networks_;
    Notices notices_;
};

}  // namespace

void run_remote_job(UploadContext& context, const Job& job, const std::stop_token& stop) {
    JobResult result(context, job);
    std::stop_source order_stop;
    const std::stop_callback pass_on(stop, [&] { order_stop.request_stop(); });
    std::optional<PoseTrackFeeder> feeder;
    if (job.kind == jobs::JobKind::shape) feeder.emplace(context, job, order_stop);
    try {
        context.client_of(job.kind)->run(
            order_for(context, job), job.request_id,
            {[&] { context.queue.begun(job); },
             [&](const jobs::ProgressMessage& message) { result.take(message); }},
            order_stop.get_token());
    } catch (const jobs::ConnectionLost& error) {
        throw WorkerDied(error.what(), context.queue.was_alone(job));
    } catch (const web::ClientError&) {
        if (feeder) feeder->finish();
        throw;
    }
    const std::string server = std::string(jobs::name_of(job.kind)) + " server: ";
    if (!result.frames()) throw Failure(ErrorCode::processing_failed, server + "no result");
    if (job.kind == jobs::JobKind::shape &&
        !context.storage.exists(storage::shape_key(job.training_id, job.upload_id))) {
        throw Failure(ErrorCode::processing_failed, server + "no file");
    }
    context.queue.finish(job, *result.frames(), result.networks(), result.notices());
}

}  // namespace trainingzip::upload
