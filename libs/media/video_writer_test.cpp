#include "media/video_writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/error.h"
#include "media/async_video_writer.h"
#include "media/ffmpeg_handles.h"
#include "media/video_reader.h"

namespace trainingzip::media {
namespace {

constexpr int width = 64;
constexpr int height = 48;

class VideoWriterTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (std::filesystem::path(testing::TempDir()) / "video_writer_XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder = name;
        path = folder / "out.mp4";
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    static VideoWriterSettings settings() {
        VideoWriterSettings result;
        result.width = width;
        result.height = height;
        return result;
    }

    /// White, the left `columns` cyan, as BT.709 with limited range has them.
    static YuvPicture picture(int columns) {
        YuvPicture result(width, height);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                result.luma[static_cast<std::size_t>(y * width + x)] = x < columns ? 188 : 235;
                const auto chroma = static_cast<std::size_t>(y / 2 * (width / 2) + x / 2);
                result.blue_difference[chroma] = x < columns ? 154 : 128;
                result.red_difference[chroma] = x < columns ? 16 : 128;
            }
        }
        return result;
    }

    void write(const std::vector<double>& times, double end) const {
        AsyncVideoWriter writer(path, settings(), 2);
        for (std::size_t i = 0; i < times.size(); ++i)
            writer.write(picture(static_cast<int>(i) * 2), times[i]);
        writer.finish(end);
    }

    std::filesystem::path folder;
    std::filesystem::path path;
};

TEST_F(VideoWriterTest, TakesEveryEvenWidth) {
    std::vector<int> widths{360, 478, 522, 540, 1080, 1350, 1918, 2200};
    for (int even = 2; even <= 66; even += 2) widths.push_back(even);
    for (const int even : widths) {
        VideoWriterSettings narrow = settings();
        narrow.width = even;
        narrow.height = 8;
        VideoWriter writer(path, narrow);
        YuvPicture grey(even, 8);
        std::fill(grey.luma.begin(), grey.luma.end(), std::uint8_t{120});
        std::fill(grey.blue_difference.begin(), grey.blue_difference.end(), std::uint8_t{128});
        std::fill(grey.red_difference.begin(), grey.red_difference.end(), std::uint8_t{128});
        writer.write(grey, 0);
        writer.finish(0.1);
        VideoReader reader(path, {});
        Frame frame;
        ASSERT_TRUE(reader.read(frame)) << even;
        ASSERT_EQ(frame.image.width(), even);
        EXPECT_NEAR(*frame.image.pixel(even - 1, 7), *frame.image.pixel(0, 0), 2) << even;
    }
}

TEST_F(VideoWriterTest, KeepsEachFrameAndItsTime) {
    // A variable frame rate: some usual steps, a long rest, a short one.
    const std::vector<double> times{0, 1001 / 30000.0, 2002 / 30000.0, 0.2, 1.75, 1.76, 3.0};
    write(times, 3.5);
    VideoReader reader(path, {});
    EXPECT_NEAR(reader.info().duration_seconds.value_or(0), 3.5, 0.001);
    EXPECT_EQ(reader.info().frame_count, static_cast<std::int64_t>(times.size()));
    Frame frame;
    for (const double time : times) {
        ASSERT_TRUE(reader.read(frame));
        EXPECT_NEAR(frame.time_seconds, time, 1e-5);
    }
    EXPECT_FALSE(reader.read(frame));
}

TEST_F(VideoWriterTest, KeepsTheColours) {
    write({0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6}, 1.7);
    VideoReader reader(path, {});
    Frame frame;
    while (frame.index < 16) ASSERT_TRUE(reader.read(frame));
    const auto near = [&](int x, int red, int green, int blue) {
        const std::uint8_t* pixel = frame.image.pixel(x, height / 2);
        EXPECT_NEAR(pixel[0], red, 8) << x;
        EXPECT_NEAR(pixel[1], green, 8) << x;
        EXPECT_NEAR(pixel[2], blue, 8) << x;
    };
    near(8, 0, 255, 255);
    near(56, 255, 255, 255);
}

TEST_F(VideoWriterTest, ABrowserCanPlayWhileItLoadsAndSeek) {
    std::vector<double> times;
    for (int i = 0; i < 75; ++i) times.push_back(i / 15.0);
    write(times, 5.0);
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
    EXPECT_NE(bytes.find("vp09"), std::string::npos);
    EXPECT_NE(bytes.find("colrnclx"), std::string::npos);

    AVFormatContext* context = nullptr;
    ASSERT_EQ(avformat_open_input(&context, path.c_str(), nullptr, nullptr), 0);
    const InputHandle input(context);
    const PacketHandle packet(av_packet_alloc());
    double last_key = -2;
    while (av_read_frame(input.get(), packet.get()) == 0) {
        const double time = static_cast<double>(packet->pts) * av_q2d(context->streams[0]->time_base);
        if ((packet->flags & AV_PKT_FLAG_KEY) != 0) last_key = time;
        EXPECT_LT(time - last_key, 2.0);
        av_packet_unref(packet.get());
    }
}

TEST_F(VideoWriterTest, RefusesPicturesThatDoNotFit) {
    VideoWriter writer(path, settings());
    writer.write(picture(8), 1.0);
    EXPECT_THROW(writer.write(picture(8), 1.0), std::invalid_argument);
    EXPECT_THROW(writer.write(YuvPicture(32, 32), 2.0), std::invalid_argument);
    VideoWriterSettings odd = settings();
    odd.width = 63;
    EXPECT_THROW(VideoWriter(folder / "odd.mp4", odd), std::invalid_argument);
    EXPECT_THROW(VideoWriter(folder / "empty.mp4", settings()).finish(1), std::logic_error);
}

TEST_F(VideoWriterTest, SaysWhenTheDiskIsFull) {
    if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
    const auto fill = [] {
        AsyncVideoWriter writer("/dev/full", settings());
        for (int i = 0; i < 40; ++i) writer.write(picture(i), i);
        writer.finish(40);
    };
    try {
        fill();
        FAIL() << "nothing was thrown";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::storage_full);
    }
}

}  // namespace
}  // namespace trainingzip::media
