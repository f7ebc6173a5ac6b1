#include "pose/pose_job.h"

#include "base/encoding.h"
#include "base/error.h"
#include "vision/pose_block.h"

namespace trainingzip::pose {

namespace {

constexpr std::size_t frames_per_block = 64;

/// Patterns and shadows look like a person in a frame here and there, a trainer does so in most.
std::int64_t fewest_with_trainer(std::int64_t frames) {
    return frames / 20 + 1;
}

/// Gathers poses and sends a block when it is full.
class BlockSender {
  public:
    BlockSender(web::WorkAnswer& answer, std::int64_t first_frame) : answer_(answer) {
        block_.first_frame = static_cast<std::uint32_t>(first_frame);
    }

    void set_picture_size(int width, int height) {
        block_.width = static_cast<std::uint16_t>(width);
        block_.height = static_cast<std::uint16_t>(height);
    }

    void add(const vision::TimedPose& pose) {
        block_.frames.push_back(pose);
        if (block_.frames.size() == frames_per_block) send();
    }

    void send() {
        if (block_.frames.empty()) return;
        answer_.line({{"type", "poses"},
                      {"firstFrame", block_.first_frame},
                      {"frameCount", block_.frames.size()},
                      {"block", base64url_encode(vision::encode_pose_block(block_))}});
        block_.first_frame += static_cast<std::uint32_t>(block_.frames.size());
        block_.frames.clear();
    }

  private:
    web::WorkAnswer& answer_;
    vision::PoseBlock block_;
};

}  // namespace

void run_pose_job(const PoseNetworks& networks, const vision::TrainerPosesOptions& options,
                  media::FrameSource& frames, std::int64_t first_frame, web::WorkAnswer& answer) {
    const media::VideoInfo& video = frames.info();
    BlockSender blocks(answer, first_frame);
    blocks.set_picture_size(video.width, video.height);
    answer.begin(video.frame_count);
    vision::TrainerPosesOptions from_there = options;
    from_there.first_frame = first_frame;
    std::int64_t frames_done = first_frame;
    const auto summary = vision::find_trainer_poses(frames, networks.detector, networks.estimator, from_there,
                                                    [&](const vision::TimedPose& pose) {
                                                        blocks.add(pose);
                                                        answer.progress(++frames_done);
                                                    });
    if (first_frame == 0 && summary.frames_with_trainer < fewest_with_trainer(summary.frames)) {
        throw Failure(ErrorCode::no_person_found);
    }
    blocks.send();
    answer.done(summary.frames, video.width, video.height, summary.duration_seconds);
}

}  // namespace trainingzip::pose
