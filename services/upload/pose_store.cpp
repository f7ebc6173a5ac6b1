#include "upload/pose_store.h"

#include <soci/soci.h>

#include <cmath>

#include "base/encoding.h"
#include "base/error.h"
#include "database/bytes.h"
#include "upload/uploads_sql.h"
#include "vision/pose_block.h"

namespace trainingzip::upload {

namespace {

using soci::into;
using soci::use;

/// Damaged pictures may cost a few frames, but a missing part is an error.
constexpr double least_share_of_frames = 0.95;

[[noreturn]] void refuse(const std::string& why) {
    throw Failure(ErrorCode::processing_failed, "poses: " + why);
}

vision::PoseBlock decode(std::span<const std::uint8_t> bytes) {
    try {
        return vision::decode_pose_block(bytes);
    } catch (const Failure& failure) {
        refuse(failure.what());
    }
}

}  // namespace

PoseStore::PoseStore(database::Database& database, std::string upload_id)
    : database_(database), upload_id_(std::move(upload_id)) {
    database_.in_transaction([&](soci::session& session) {
        long long width = 0;
        long long height = 0;
        long long frames = 0;
        session << uploads_sql::find_measures, use(upload_id_, "upload"), into(width), into(height),
            into(frames);
        width_ = width;
        height_ = height;
        frames_of_video_ = frames;
        session << uploads_sql::delete_blocks, use(upload_id_, "upload");
    });
}

void PoseStore::add(std::string_view text) {
    const auto bytes = base64url_decode(text);
    if (!bytes) refuse("a block is not base64url");
    const vision::PoseBlock block = decode(*bytes);
    if (block.first_frame != next_frame_) refuse("blocks do not follow each other");
    if (block.width != width_ || block.height != height_) refuse("of another picture size");
    const double first_time = block.frames.front().time_seconds;
    if (last_time_ && first_time < *last_time_) refuse("time goes back");
    const auto frame_count = static_cast<std::int64_t>(block.frames.size());
    if (frames_of_video_ > 0 && next_frame_ + frame_count > frames_of_video_)
        refuse("more frames than the video has");

    database_.in_transaction([&](soci::session& session) {
        database::Bytes content(session, *bytes);
        session << uploads_sql::insert_block, use(upload_id_, "upload"), use(next_frame_, "first_frame"),
            use(frame_count, "frame_count"), content.use("block");
    });
    next_frame_ += frame_count;
    last_time_ = block.frames.back().time_seconds;
}

void PoseStore::check_complete(std::int64_t frames_told) const {
    if (frames_told != next_frame_) refuse("the server tells another number of frames than it sent");
    if (static_cast<double>(next_frame_) <
        std::floor(least_share_of_frames * static_cast<double>(frames_of_video_))) {
        refuse("frames are missing");
    }
}

}  // namespace trainingzip::upload
