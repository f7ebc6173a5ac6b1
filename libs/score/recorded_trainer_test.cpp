#include "score/recorded_trainer.h"

#include <gtest/gtest.h>

#include <string>

#include "vision/pose_block.h"

namespace trainingzip::score {
namespace {

std::vector<std::uint8_t> block(std::uint32_t first_frame, std::size_t frames, std::uint16_t width = 640) {
    vision::PoseBlock poses{.first_frame = first_frame, .width = width, .height = 480, .frames = {}};
    poses.frames.resize(frames);
    for (std::size_t i = 0; i < frames; ++i) {
        poses.frames[i].time_seconds = 0.1 * static_cast<double>(first_frame + i);
        poses.frames[i].pose[left_wrist] = {{100, 50}, 1};
    }
    return vision::encode_pose_block(poses);
}

std::vector<std::uint8_t> joined(std::vector<std::uint8_t> first, const std::vector<std::uint8_t>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

TEST(RecordedTrainer, TakesBlocksOneAfterAnother) {
    RecordedTrainer trainer;
    EXPECT_EQ(read_trainer(joined(block(0, 3), block(3, 2)), trainer), nullptr);
    EXPECT_EQ(trainer.width, 640);
    ASSERT_EQ(trainer.frames.size(), 5U);
    EXPECT_NEAR(trainer.frames[4].time, 0.4, 1e-12);
    EXPECT_EQ(trainer.frames[4].pose[left_wrist].x, 100);
}

TEST(RecordedTrainer, RefusesWhatIsDamaged) {
    RecordedTrainer trainer;
    auto cut = joined(block(0, 3), block(3, 2));
    cut.pop_back();
    auto garbled = block(0, 3);
    garbled[0] = 'X';
    for (const auto& bytes : {std::vector<std::uint8_t>{}, cut, garbled, joined(block(0, 3), block(4, 2)),
                              joined(block(0, 3), block(3, 2, 320)), joined(block(0, 1), {1, 2, 3})}) {
        EXPECT_NE(read_trainer(bytes, trainer), nullptr);
    }
}

}  // namespace
}  // namespace trainingzip::score
