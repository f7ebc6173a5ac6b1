#include "upload/order_job.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

#include "base/ids.h"
#include "jobs/work_line.h"
#include "networks/network_set.h"
#include "upload/job_reporter.h"
#include "upload/pose_store.h"
#include "upload/verdict.h"
#include "web/trace_context.h"

namespace trainingzip::upload {

namespace {

web::Client::Call make_call(const UploadContext& context, const ServerDoor& door, const Job& job) {
    const bool pose = job.kind == "pose";
    boost::json::object order{{"trainingId", job.training_id},
                              {"uploadId", job.upload_id},
                              {"video", storage::video_key(job.training_id, job.upload_id)},
                              {"firstFrame", 0}};
    if (!pose) order["shape"] = storage::shape_key(job.training_id, job.upload_id);
    web::Client::Call call;
    call.method = "POST";
    call.url = door.url() + "/jobs";
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
    OrderAnswer(UploadContext& context, ServerDoor& door, const Job& job)
        : context_(context), door_(door), job_(job), reporter_(context.jobs, job) {
        if (job.kind == "pose") poses_.emplace(context.database, job.upload_id);
    }

    void take(std::string_view text) {
        begin();
        const jobs::WorkLine line(text);
        if (line.type() == "progress") {
            reporter_.report(line.whole("frames"), line.whole_or_zero("totalFrames"),
                             line.number("framesPerSecond"));
        } else if (line.type() == "poses" && poses_) {
            poses_->add(line.text("block"));
        } else if (line.type() == "done") {
            frames_ = line.whole("frames");
            // A server of before does not tell.
            networks_ = line.has("networks") ? line.text("networks") : "";
            if (!networks_.empty() && !vision::network_set_of(networks_))
                throw Failure(ErrorCode::processing_failed, "networks of a name that is not known");
            if (poses_) poses_->check_complete(*frames_);
        } else if (line.type() == "failed") {
            line.throw_failure();
        }
    }

    /// Before its first line the server has not opened the video.
    bool has_begun() const { return has_begun_; }
    std::optional<std::int64_t> frames() const { return frames_; }
    const std::string& networks() const { return networks_; }

  private:
    void begin() {
        if (std::exchange(has_begun_, true)) return;
        door_.found_open();
        context_.jobs.begun(job_);
    }

    UploadContext& context_;
    ServerDoor& door_;
    const Job& job_;
    JobReporter reporter_;
    std::optional<PoseStore> poses_;
    std::optional<std::int64_t> frames_;
    std::string networks_;
    bool has_begun_ = false;
};

std::chrono::seconds retry_after(const web::ClientResponse& response) {
    constexpr int longest = 300;
    int seconds = 5;
    const auto header = response.headers.find("Retry-After");
    if (header) std::from_chars(header->data(), header->data() + header->size(), seconds);
    return std::chrono::seconds(std::clamp(seconds, 1, longest));
}

bool tells_of_missing_models(const web::ClientResponse& response) {
    boost::system::error_code error;
    const boost::json::value answer = boost::json::parse(response.body, error);
    const boost::json::object* object = answer.if_object();
    const boost::json::value* code = object != nullptr ? object->if_contains("error") : nullptr;
    return code != nullptr && code->is_string() &&
           code->get_string() == describe(ErrorCode::models_missing).digits;
}

}  // namespace

void run_order_job(UploadContext& context, ServerDoor& door, const Job& job, const std::stop_token& stop) {
    constexpr std::chrono::seconds between_knocks(1);
    OrderAnswer answer(context, door, job);
    web::ClientResponse response;
    try {
        response = context.client.call_lines(
            make_call(context, door, job), [&](std::string_view line) { answer.take(line); }, stop);
    } catch (const web::NotSent& away) {
        door.found_closed();
        throw NotReached(away.what(), {}, door.shut_for());
    } catch (const web::ClientError& error) {
        if (stop.stop_requested()) throw;
        if (answer.has_begun()) {
            door.found_closed();
            throw BrokenOff(job.kind + " server: " + error.what(), context.jobs.was_alone(job));
        }
        door.found_refusing();
        throw NotReached(error.what(), between_knocks, door.shut_for());
    }
    if (response.status == 503 && tells_of_missing_models(response)) {
        door.found_without_models();
        throw Busy(job.kind + " server waits for models", between_knocks);
    }
    if (response.status == 503) {
        door.found_open();
        throw Busy(job.kind + " server is busy", retry_after(response));
    }
    if (response.status == 401) {
        door.found_refusing();
        throw NotReached(job.kind + " server refuses the service token", between_knocks, door.shut_for());
    }
    if (response.status != 200) {
        throw Failure(ErrorCode::processing_failed,
                      job.kind + " server: status " + std::to_string(response.status));
    }
    if (!answer.frames()) throw Failure(ErrorCode::processing_failed, job.kind + " server: no result");
    if (job.kind == "shape" && !context.storage.exists(storage::shape_key(job.training_id, job.upload_id))) {
        throw Failure(ErrorCode::processing_failed, "shape server: no file");
    }
    context.jobs.finish(job, *answer.frames(), answer.networks());
}

}  // namespace trainingzip::upload
