#include "vision/pose_block.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/error.h"

namespace trainingzip::vision {
namespace {

PoseBlock block_of(std::size_t frames) {
    PoseBlock block{3, 720, 1280, {}};
    for (std::size_t i = 0; i < frames; ++i) {
        TimedPose frame{static_cast<double>(i) / 30, {}};
        for (std::size_t part = 0; part < part_count; ++part) {
            frame.pose[part] = {{static_cast<float>(part) * 40.125F - 3, 1279.5F - static_cast<float>(i)},
                                static_cast<float>(part) / 16};
        }
        block.frames.push_back(frame);
    }
    return block;
}

bool refused(const std::vector<std::uint8_t>& bytes) {
    try {
        decode_pose_block(bytes);
    } catch (const Failure& failure) {
        return failure.code() == ErrorCode::body_invalid;
    }
    return false;
}

TEST(PoseBlock, ComesBackWithinTheStepOfTheForm) {
    const PoseBlock block = block_of(5);
    const auto bytes = encode_pose_block(block);
    EXPECT_EQ(bytes.size(), 16u + 5 * (8 + 17 * 5));
    const PoseBlock back = decode_pose_block(bytes);
    EXPECT_EQ(back.first_frame, 3u);
    EXPECT_EQ(back.width, 720);
    EXPECT_EQ(back.height, 1280);
    ASSERT_EQ(back.frames.size(), 5u);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(back.frames[i].time_seconds, block.frames[i].time_seconds);
        for (std::size_t part = 0; part < part_count; ++part) {
            EXPECT_NEAR(back.frames[i].pose[part].position.x, block.frames[i].pose[part].position.x,
                        1 / 16.0);
            EXPECT_NEAR(back.frames[i].pose[part].position.y, block.frames[i].pose[part].position.y,
                        1 / 16.0);
            EXPECT_NEAR(back.frames[i].pose[part].score, block.frames[i].pose[part].score, 1 / 509.0);
        }
    }
    EXPECT_EQ(encode_pose_block(back), bytes);
}

TEST(PoseBlock, HasTheBytesOfItsDescription) {
    PoseBlock block{1, 2, 3, {TimedPose{0.5, {}}}};
    block.frames[0].pose[0] = {{-1024, 1}, 1};
    const auto bytes = encode_pose_block(block);
    const std::vector<std::uint8_t> start(bytes.begin(), bytes.begin() + 29);
    const std::vector<std::uint8_t> expected = {'T', 'Z', 'P',  '1',  1, 0, 0,    0,    1,  0,
                                                0,   0,   2,    0,    3, 0, 0,    0,    0,  0,
                                                0,   0,   0xE0, 0x3F, 0, 0, 0x08, 0x20, 255};
    EXPECT_EQ(start, expected);
}

TEST(PoseBlock, MarksWhatIsInterpolated) {
    PoseBlock block = block_of(3);
    block.frames[1].origin = PoseOrigin::unseen;
    auto bytes = encode_pose_block(block);
    EXPECT_EQ(bytes.size(), 16u + 3 * (9 + 17 * 5));
    EXPECT_EQ(bytes[3], '2');
    const PoseBlock back = decode_pose_block(bytes);
    EXPECT_EQ(back.frames[0].origin, PoseOrigin::inferred);
    EXPECT_EQ(back.frames[1].origin, PoseOrigin::unseen);
    EXPECT_EQ(back.frames[2].origin, PoseOrigin::inferred);
    EXPECT_NEAR(back.frames[2].pose[5].position.x, block.frames[2].pose[5].position.x, 1 / 16.0);
    EXPECT_EQ(encode_pose_block(back), bytes);

    const std::size_t origin_of_second = 16 + (9 + 17 * 5) + 8;
    ASSERT_EQ(bytes[origin_of_second], 2);
    bytes[origin_of_second] = 1;
    EXPECT_EQ(decode_pose_block(bytes).frames[1].origin, PoseOrigin::not_inferred);
    bytes[origin_of_second] = 3;
    EXPECT_TRUE(refused(bytes));
    bytes[origin_of_second] = 0;
    EXPECT_TRUE(refused(bytes));
}

TEST(PoseBlock, HoldsWhatIsOutOfRangeAtTheEdge) {
    PoseBlock block = block_of(1);
    block.frames[0].pose[0] = {{-5000, 100000}, 2};
    block.frames[0].pose[1] = {{std::numeric_limits<float>::quiet_NaN(), 0},
                               std::numeric_limits<float>::quiet_NaN()};
    const auto pose = decode_pose_block(encode_pose_block(block)).frames[0].pose;
    EXPECT_EQ(pose[0].position, (Point{-1024, 65535 / 8.0F - 1024}));
    EXPECT_EQ(pose[0].score, 1);
    EXPECT_EQ(pose[1].score, 0);
}

TEST(PoseBlock, RefusesEveryOtherLength) {
    const auto bytes = encode_pose_block(block_of(2));
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        EXPECT_TRUE(refused({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)})) << length;
    }
    auto longer = bytes;
    longer.push_back(0);
    EXPECT_TRUE(refused(longer));
}

TEST(PoseBlock, RefusesWhatNoEncoderMakes) {
    const auto bytes = encode_pose_block(block_of(2));
    auto other_magic = bytes;
    other_magic[3] = '2';
    EXPECT_TRUE(refused(other_magic));
    auto other_count = bytes;
    other_count[11] = 0xFF;
    EXPECT_TRUE(refused(other_count));
    EXPECT_TRUE(refused(encode_pose_block({0, 10, 10, {}})));
    EXPECT_TRUE(refused(encode_pose_block({0, 0, 10, {TimedPose{}}})));
    EXPECT_TRUE(refused(encode_pose_block({0, 10, 10, {TimedPose{-1, {}}}})));
    EXPECT_TRUE(refused(encode_pose_block({0, 10, 10, {TimedPose{2, {}}, TimedPose{1, {}}}})));
    EXPECT_TRUE(refused(encode_pose_block({0, 10, 10, {TimedPose{std::nan(""), {}}}})));
}

}  // namespace
}  // namespace trainingzip::vision
