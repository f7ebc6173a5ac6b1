#include "media/normalise.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "base/error.h"
#include "media/media_input.h"
#include "media/normalise_fixture.h"
#include "media/normalised_form.h"
#include "media/packet_scan.h"
#include "media/test_media.h"

namespace trainingzip::media {
namespace {

/// Presentation times of the shown frames in seconds, from the first.
std::vector<double> frame_times(const std::filesystem::path& file) {
    MediaInput input = open_media(file, {});
    const PacketHandle packet(av_packet_alloc());
    std::vector<double> times;
    while (av_read_frame(input.format.get(), packet.get()) >= 0) {
        if (packet->stream_index == input.video->index && (packet->flags & AV_PKT_FLAG_DISCARD) == 0) {
            times.push_back(to_seconds(packet->pts, *input.video));
        }
        av_packet_unref(packet.get());
    }
    std::ranges::sort(times);
    const double first = times.empty() ? 0 : times.front();
    for (double& time : times) time -= first;
    return times;
}

double key_frame_gap(const std::filesystem::path& file) {
    MediaInput input = open_media(file, {});
    return scan_packets(input, {}).longest_key_frame_gap_seconds;
}

class Normalise : public test::NormaliseTest {
  protected:
    void expect_same_times(const std::filesystem::path& source, double tolerance) {
        const auto expected = frame_times(source);
        const auto found = frame_times(output);
        ASSERT_EQ(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) ASSERT_NEAR(found[i], expected[i], tolerance) << i;
    }
};

TEST_F(Normalise, GivesTheSquatClipKeyFramesAndKeepsItsTimes) {
    const auto source = test::training_clip();
    const NormalisedVideo video = run(source);
    EXPECT_FALSE(video.video_copied);
    EXPECT_EQ(video.frames, 65);
    EXPECT_EQ(video.width, 720);
    EXPECT_EQ(video.height, 1280);
    EXPECT_NEAR(video.duration_seconds, 13.0, 1e-3);
    EXPECT_LE(key_frame_gap(output), 2.0);
    EXPECT_EQ(progress_frames, 65);
    EXPECT_EQ(progress_total, 65);
    expect_same_times(source, 1e-6);
}

TEST_F(Normalise, CopiesWhatFitsAndIsStableUnderItself) {
    const auto source = make(
        "-f lavfi -i testsrc=size=320x240:rate=10:duration=4 -f lavfi -i sine=duration=4 "
        "-c:v libx264 -pix_fmt yuv420p -bf 2 -g 15 -c:a aac -metadata location=+37.5+127.0/ -metadata "
        "title=home",
        "a.mp4");
    const NormalisedVideo video = run(source);
    EXPECT_TRUE(video.video_copied);
    EXPECT_TRUE(video.audio_copied);
    EXPECT_EQ(video.frames, 40);
    expect_same_times(source, 1e-6);
    const MediaInput written = open_media(output, {});
    EXPECT_EQ(av_dict_get(written.format->metadata, "location", nullptr, AV_DICT_IGNORE_SUFFIX), nullptr);
    EXPECT_EQ(av_dict_get(written.format->metadata, "title", nullptr, 0), nullptr);
    EXPECT_NEAR(to_seconds(written.video->start_time, *written.video), 0, 1e-6);
}

TEST_F(Normalise, KeepsVariableFrameTimes) {
    const auto source = make(
        "-f lavfi -i testsrc=size=160x120:rate=30:duration=6 -vf \"select='not(mod(n,7))+not(mod(n,5))'\" "
        "-fps_mode passthrough -c:v libvpx-vp9 -deadline realtime -cpu-used 8",
        "a.webm");
    const NormalisedVideo video = run(source);
    EXPECT_FALSE(video.video_copied);
    EXPECT_LE(key_frame_gap(output), 2.0);
    expect_same_times(source, 1e-6);
}

TEST_F(Normalise, StartsAtZeroWhereverTheSourceStarts) {
    const auto source = make(
        "-f lavfi -i testsrc=size=160x120:rate=10:duration=3 -f lavfi -i sine=duration=3 "
        "-c:v libx264 -c:a libopus -output_ts_offset 5",
        "a.mkv");
    const NormalisedVideo video = run(source);
    EXPECT_EQ(video.frames, 30);
    EXPECT_NEAR(video.duration_seconds, 3.0, 0.01);
    const MediaInput written = open_media(output, {});
    EXPECT_NEAR(to_seconds(written.video->start_time, *written.video), 0, 1e-6);
    EXPECT_NEAR(to_seconds(written.audio->duration, *written.audio), 3.0, 0.1);
}

TEST_F(Normalise, ShrinksAndSquares) {
    EXPECT_EQ(normalised_size({3840, 2160}), (PictureSize{1920, 1080}));
    EXPECT_EQ(normalised_size({2160, 3840}), (PictureSize{1080, 1920}));
    EXPECT_EQ(normalised_size({1280, 720}), (PictureSize{1280, 720}));
    EXPECT_EQ(normalised_size({641, 481}), (PictureSize{640, 480}));
    EXPECT_EQ(normalised_size({1, 1}), (PictureSize{2, 2}));
    const auto source = make(
        "-f lavfi -i testsrc=size=320x240:rate=5:duration=1 -c:v libx264 -pix_fmt yuv420p -vf setsar=2/1",
        "a.mp4");
    const NormalisedVideo video = run(source);
    EXPECT_EQ(video.width, 640);
    EXPECT_EQ(video.height, 240);
}

TEST_F(Normalise, MakesTenBitEightBitAndSurroundStereo) {
    const auto source = make(
        "-f lavfi -i testsrc=size=160x120:rate=10:duration=1 -f lavfi -i 'aevalsrc=0|0|0|0|0|0:d=1' "
        "-c:v libx264 -pix_fmt yuv420p10le -c:a aac",
        "a.mp4");
    const NormalisedVideo video = run(source);
    EXPECT_FALSE(video.video_copied);
    EXPECT_FALSE(video.audio_copied);
    const MediaInput written = open_media(output, {});
    EXPECT_EQ(written.video->codecpar->format, AV_PIX_FMT_YUV420P);
    EXPECT_EQ(written.audio->codecpar->ch_layout.nb_channels, 2);
}

TEST_F(Normalise, SaysWhenThereIsNoRoom) {
    const auto source = test::training_clip();
    try {
        normalise(source, "/dev/full", {}, [](std::int64_t, std::int64_t) {});
        FAIL();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::storage_full) << failure.what();
    }
}

}  // namespace
}  // namespace trainingzip::media
