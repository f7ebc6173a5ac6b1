#include "upload/pose_track_feeder.h"

#include <soci/soci.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "base/encoding.h"
#include "base/error.h"
#include "database/bytes.h"
#include "upload/jobs_sql.h"
#include "upload/uploads_sql.h"

namespace trainingzip::upload {

namespace {

using soci::into;
using soci::use;

void wait_for(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    woken.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace

PoseTrackFeeder::PoseTrackFeeder(UploadContext& context, const Job& shape_job, std::stop_source order,
                                 const FeedingTimes& times)
    : context_(context),
      job_(shape_job),
      times_(times),
      order_(std::move(order)),
      writer_(context.storage.writer(storage::track_key(shape_job.training_id, shape_job.upload_id))),
      last_news_(std::chrono::steady_clock::now()),
      thread_([this](const std::stop_token& stop) { feed(stop); }) {}

PoseTrackFeeder::~PoseTrackFeeder() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
    try {
        context_.storage.remove(storage::track_key(job_.training_id, job_.upload_id));
    } catch (const std::exception& error) {
        // It goes with the folder of the upload at the latest.
        context_.logger.warning("track_kept", {{"upload_id", job_.upload_id}, {"reason", error.what()}});
    }
}

void PoseTrackFeeder::finish() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
    if (failure_) std::rethrow_exception(failure_);
}

void PoseTrackFeeder::feed(const std::stop_token& stop) {
    try {
        while (!stop.stop_requested() && pass_on()) wait_for(times_.interval, stop);
    } catch (...) {
        failure_ = std::current_exception();
        order_.request_stop();
    }
}

PoseTrackFeeder::Found PoseTrackFeeder::look() {
    const std::int64_t from = last_ ? last_->first_frame : 0;
    return context_.database.with_session([&](soci::session& session) {
        Found found;
        std::string state;
        // Before the blocks: all of a job that is done are there.
        session << jobs_sql::pose_state, use(job_.upload_id, "upload"), into(state);
        found.done = state == "done";
        found.at_work = found.done || state == "running";
        Block block;
        database::Bytes content(session);
        soci::statement blocks = (session.prepare << uploads_sql::find_blocks, use(job_.upload_id, "upload"),
                                  use(from, "first_frame"), into(block.first_frame), content.into());
        blocks.execute();
        while (blocks.fetch()) {
            block.content = content.content();
            found.blocks.push_back(block);
        }
        return found;
    });
}

bool PoseTrackFeeder::pass_on() {
    const auto now = std::chrono::steady_clock::now();
    const bool patient = now - last_news_ <= times_.patience;
    Found found;
    try {
        found = look();
    } catch (const Failure& failure) {
        // The database may be back soon, and the shape job need not begin anew then.
        if (failure.code() != ErrorCode::unavailable || !patient) throw;
        return true;
    }
    std::vector<Block>& blocks = found.blocks;
    const bool same = !last_ || (!blocks.empty() && blocks.front().content == last_->content);
    if (!found.at_work || !same) throw Failure(ErrorCode::unavailable, "the poses are being found anew");
    if (last_) blocks.erase(blocks.begin());
    for (Block& block : blocks) {
        writer_.add(as_bytes(block.content));
        last_ = std::move(block);
    }
    if (!blocks.empty()) {
        last_news_ = now;
        return true;
    }
    if (found.done) {
        writer_.finish();
        return false;
    }
    if (!patient) throw Failure(ErrorCode::unavailable, "no more poses came");
    return true;
}

}  // namespace trainingzip::upload
