#include "media/decode_ahead.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "media/test_media.h"

namespace trainingzip::media {
namespace {

const std::filesystem::path squats = test::media_folder() / "tfjs_pose_squats" / "pose_squats.mp4";

TEST(DecodeAhead, GivesTheSameFramesAsTheReader) {
    VideoReader reader(squats, {});
    DecodeAhead ahead(squats, {}, {}, 2);
    Frame expected;
    Frame frame;
    while (reader.read(expected)) {
        ASSERT_TRUE(ahead.read(frame));
        EXPECT_EQ(frame.index, expected.index);
        EXPECT_EQ(frame.time_seconds, expected.time_seconds);
        EXPECT_EQ(*frame.image.pixel(300, 600), *expected.image.pixel(300, 600));
    }
    EXPECT_FALSE(ahead.read(frame));
    EXPECT_FALSE(ahead.read(frame));
}

TEST(DecodeAhead, EndsWhileTheRingIsFull) {
    DecodeAhead ahead(squats, {}, {}, 1);
    Frame frame;
    EXPECT_TRUE(ahead.read(frame));
}

TEST(DecodeAhead, PassesOnThatItWasStopped) {
    std::stop_source source;
    DecodeAhead ahead(squats, {}, source.get_token(), 1);
    source.request_stop();
    Frame frame;
    const auto read_all = [&] {
        while (ahead.read(frame)) {
        }
    };
    EXPECT_THROW(read_all(), Failure);
}

TEST(DecodeAhead, PassesOnThatTheFileCannotBeOpened) {
    EXPECT_THROW(DecodeAhead("no_such_file.mp4", {}, {}), Failure);
}

}  // namespace
}  // namespace trainingzip::media
