#include "score/recorded_trainer.h"

#include "vision/pose_block_reading.h"

namespace trainingzip::score {

const char* read_trainer(std::span<const std::uint8_t> blocks, RecordedTrainer& trainer) {
    trainer = {};
    if (blocks.empty()) return "no poses";
    while (!blocks.empty()) {
        vision::PoseBlock block;
        std::size_t used = 0;
        if (const char* reason = vision::read_pose_block(blocks, block, &used)) return reason;
        if (block.first_frame != trainer.frames.size()) return "frames are missing between two blocks";
        if (!trainer.frames.empty() && (block.width != trainer.width || block.height != trainer.height)) {
            return "the picture size changes between two blocks";
        }
        trainer.width = block.width;
        trainer.height = block.height;
        for (const auto& [time, pose, origin] : block.frames) {
            TimedPose timed{time, {}};
            for (std::size_t joint = 0; joint < pose.size(); ++joint) {
                timed.pose[joint] = {pose[joint].position.x, pose[joint].position.y, pose[joint].score};
            }
            trainer.frames.push_back(timed);
        }
        blocks = blocks.subspan(used);
    }
    return nullptr;
}

}  // namespace trainingzip::score
