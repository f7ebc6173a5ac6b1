#include "upload/order_job.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <chrono>
#include <optional>

#include "base/ids.h"
#include "jobs/work_line.h"
#include "upload/job_reporter.h"
#include "upload/pose_store.h"
#include "upload/verdict.h"
#include "web/trace_context.h"

namespace trainingzip::upload {

namespace {

web::Client::Call make_call(const UploadContext& context, const Job& job) {
    const bool pose = job.kind == "pose";
    boost::json::object order{{"trainingId", job.training_id},
                              {"uploadId", job.upload_id},
                              {"video", storage::video_key(job.training_id, job.upload_id)},
                              {"firstFrame", 0}};
    if (!pose) order["shape"] = storage::shape_key(job.training_id, job.upload_id);
    web::Client::Call call;
    call.method = "POST";
    call.url = (pose ? context.settings.pose_url : context.settings.shape_url) + "/jobs";
    call.headers.add("Authorization", context.service_token.authorization());
    call.headers.add("Content-Type", "application/json");
    web::set_trace(call.headers, job.request_id.empty() ? new_request_id() : job.request_id);
    call.body = boost::json::serialize(order);
    // A job runs as long as it gives signs of life.
    call.total_timeout = std::chrono::milliseconds(0);
    return call;
}

/// Takes the lines of one answer.
class OrderAnswer {
  public:
    OrderAnswer(UploadContext& context, const Job& job) : reporter_(context.jobs, job) {
        if (job.kind == "pose") poses_.emplace(context.database, job.upload_id);
    }

    void take(std::string_view text) {
        const jobs::WorkLine line(text);
        if (line.type() == "progress") {
            reporter_.report(line.whole("frames"), line.whole_or_zero("totalFrames"),
                             line.number("framesPerSecond"));
        } else if (line.type() == "poses" && poses_) {
            poses_->add(line.text("block"));
        } else if (line.type() == "done") {
            frames_ = line.whole("frames");
            if (poses_) poses_->check_complete(*frames_);
        } else if (line.type() == "failed") {
            line.throw_failure();
        }
    }

    std::optional<std::int64_t> frames() const { return frames_; }

  private:
    JobReporter reporter_;
    std::optional<PoseStore> poses_;
    std::optional<std::int64_t> frames_;
};

std::chrono::seconds retry_after(const web::ClientResponse& response) {
    constexpr int longest = 300;
    int seconds = 5;
    const auto header = response.headers.find("Retry-After");
    if (header) std::from_chars(header->data(), header->data() + header->size(), seconds);
    return std::chrono::seconds(std::clamp(seconds, 1, longest));
}

}  // namespace

void run_order_job(UploadContext& context, const Job& job, const std::stop_token& stop) {
    constexpr std::chrono::seconds between_knocks(2);
    OrderAnswer answer(context, job);
    web::ClientResponse response;
    try {
        response = context.client.call_lines(
            make_call(context, job), [&](std::string_view line) { answer.take(line); }, stop);
    } catch (const web::NotSent& away) {
        throw NotReached(away.what(), between_knocks);
    } catch (const web::ClientError& error) {
        // It may have died of this very order, so the attempt counts.
        throw Failure(ErrorCode::processing_failed, error.what());
    }
    if (response.status == 503) throw Busy(job.kind + " server is busy", retry_after(response));
    if (response.status == 401)
        throw NotReached(job.kind + " server refuses the service token", between_knocks);
    if (response.status != 200) {
        throw Failure(ErrorCode::processing_failed,
                      job.kind + " server: status " + std::to_string(response.status));
    }
    if (!answer.frames()) throw Failure(ErrorCode::processing_failed, job.kind + " server: no result");
    if (job.kind == "shape" && !context.storage.exists(storage::shape_key(job.training_id, job.upload_id))) {
        throw Failure(ErrorCode::processing_failed, "shape server: no file");
    }
    context.jobs.finish(job, *answer.frames());
}

}  // namespace trainingzip::upload
