#include "pose/pose_job.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "base/encoding.h"
#include "base/error.h"
#include "media/notice.h"
#include "vision/pose_block.h"

namespace trainingzip::pose {

namespace {

constexpr std::size_t frames_per_block = 64;

/// Patterns and shadows are taken for a person in a few frames, a trainer is found in most.
std::int64_t minimum_frames_with_trainer(std::int64_t frames) {
    return frames / 20 + 1;
}

/// Somebody who walks up to the camera at first is nothing to tell.
boost::json::array notices_about(const vision::TrainerPosesSummary& summary) {
    constexpr double noteworthy_seconds = 3;
    constexpr double noteworthy_share = 0.15;
    if (summary.frames == 0) return {};
    const double share =
        1 - static_cast<double>(summary.frames_with_trainer) / static_cast<double>(summary.frames);
    const double seconds = share * summary.duration_seconds;
    if (seconds < noteworthy_seconds || share < noteworthy_share) return {};
    return {
        boost::json::object{{"kind", media::name_of(media::NoticeKind::trainer_away)}, {"seconds", seconds}}};
}

/// Collects poses and sends a block when it is full.
class BlockSender {
  public:
    BlockSender(jobs::ProgressWriter& progress, const media::VideoInfo& video) : progress_(progress) {
        block_.width = static_cast<std::uint16_t>(video.width);
        block_.height = static_cast<std::uint16_t>(video.height);
    }

    void add(const vision::TimedPose& pose) {
        block_.frames.push_back(pose);
        if (block_.frames.size() == frames_per_block) send();
    }

    void send() {
        if (block_.frames.empty()) return;
        progress_.poses(block_.first_frame, block_.frames.size(),
                        base64url_encode(vision::encode_pose_block(block_)));
        block_.first_frame += static_cast<std::uint32_t>(block_.frames.size());
        block_.frames.clear();
    }

  private:
    jobs::ProgressWriter& progress_;
    vision::PoseBlock block_;
};

/// In fractions of the picture.
jobs::PossibleTrainers describe(const std::vector<vision::PossibleTrainer>& people,
                                const media::VideoInfo& video) {
    jobs::PossibleTrainers described;
    for (const vision::PossibleTrainer& person : people) {
        const auto width = static_cast<float>(video.width);
        const auto height = static_cast<float>(video.height);
        const float left = std::clamp(person.box.left, 0.0F, width);
        const float top = std::clamp(person.box.top, 0.0F, height);
        const float right = std::clamp(person.box.right, left, width);
        const float bottom = std::clamp(person.box.bottom, top, height);
        if (right == left || bottom == top) continue;
        described.push_back({{.time_seconds = person.time_seconds,
                              .left = left / width,
                              .top = top / height,
                              .width = (right - left) / width,
                              .height = (bottom - top) / height},
                             person.share_of_time,
                             person.is_still,
                             person.is_chosen});
    }
    return described;
}

vision::PointedOut pointed_out(const jobs::PersonInFrame& person, const media::VideoInfo& video) {
    const auto width = static_cast<double>(video.width);
    const auto height = static_cast<double>(video.height);
    return {person.time_seconds,
            {static_cast<float>(person.left * width), static_cast<float>(person.top * height),
             static_cast<float>((person.left + person.width) * width),
             static_cast<float>((person.top + person.height) * height)}};
}

}  // namespace

void run_pose_job(const PoseNetworks& networks, const vision::TrainerPosesOptions& options,
                  const std::optional<jobs::PersonInFrame>& chosen, const OpenFrames& open,
                  jobs::ProgressWriter& progress) {
    const auto people = [&] {
        const auto beginning = open();
        progress.begin(beginning->info().frame_count);
        vision::TrainerSearchOptions search = options.search;
        if (chosen) search.chosen = pointed_out(*chosen, beginning->info());
        return vision::search_trainer(*beginning, networks.detector, networks.estimator, search,
                                      [&] { progress.alive(); });
    }();
    const auto frames = open();
    const media::VideoInfo video = frames->info();
    progress.people(describe(vision::possible_trainers(people), video));
    BlockSender blocks(progress, video);
    std::int64_t frames_done = 0;
    const auto summary = vision::find_trainer_poses(*frames, people, networks.detector, networks.estimator,
                                                    options, [&](const vision::TimedPose& pose) {
                                                        blocks.add(pose);
                                                        progress.progress(++frames_done);
                                                    });
    if (summary.frames_with_trainer < minimum_frames_with_trainer(summary.frames))
        throw Failure(ErrorCode::no_person_found);
    blocks.send();
    progress.done(summary.frames, video.width, video.height, summary.duration_seconds,
                  notices_about(summary));
}

}  // namespace trainingzip::pose
