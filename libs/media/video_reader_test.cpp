#include "media/video_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/error.h"
#include "media/made_videos.h"
#include "media/test_media.h"

namespace trainingzip::media {
namespace {

/// A file in the temporary folder that goes away with the object.
class TemporaryFile {
  public:
    explicit TemporaryFile(const std::string& content) {
        path_ = std::filesystem::temp_directory_path() /
                ("video_reader_test_" + std::to_string(getpid()) + ".mp4");
        std::ofstream(path_, std::ios::binary) << content;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

ErrorCode refusal_of(const std::string& content) {
    const TemporaryFile file(content);
    try {
        VideoReader reader(file.path(), {});
        Frame frame;
        while (reader.read(frame)) {
        }
    } catch (const Failure& failure) {
        return failure.code();
    }
    return ErrorCode::internal;
}

TEST(VideoReader, GivesEveryFrameInOrderWithItsTime) {
    VideoReader reader(test::training_clip(), {});
    EXPECT_EQ(reader.info().width, 720);
    EXPECT_EQ(reader.info().height, 1280);
    EXPECT_EQ(reader.info().frame_count, 65);
    Frame frame;
    double last_time = -1;
    const std::uint8_t* memory = nullptr;
    while (reader.read(frame)) {
        EXPECT_EQ(frame.index, reader.frames_read() - 1);
        EXPECT_GT(frame.time_seconds, last_time);
        last_time = frame.time_seconds;
        if (memory == nullptr) memory = frame.image.data();
        EXPECT_EQ(frame.image.data(), memory) << "the memory of a frame is used again";
    }
    EXPECT_EQ(reader.frames_read(), 65);
    EXPECT_EQ(reader.packets_damaged(), 0);
    EXPECT_NEAR(last_time, 64 / 5.0, 0.01);
    EXPECT_FALSE(reader.read(frame));
}

TEST(VideoReader, RefusesWhatIsNotAVideo) {
    EXPECT_EQ(refusal_of("This is text that only pretends to be a video.\n"), ErrorCode::video_unreadable);
    EXPECT_EQ(refusal_of(""), ErrorCode::video_unreadable);
}

TEST(VideoReader, RefusesAPlaylistThatNamesAnotherFile) {
    EXPECT_EQ(
        refusal_of("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"),
        ErrorCode::video_unreadable);
}

TEST(VideoReader, RefusesAFileCutBeforeItsIndex) {
    const std::string whole = content_of(test::training_clip());
    ASSERT_GT(whole.size(), 1000u);
    EXPECT_EQ(refusal_of(whole.substr(0, 400)), ErrorCode::video_unreadable);
}

TEST(VideoReader, RefusesPicturesAboveTheLimit) {
    VideoReaderOptions options;
    options.maximum_pixels = 720 * 1280 - 1;
    try {
        VideoReader reader(test::training_clip(), options);
        FAIL() << "accepted";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::video_too_large);
    }
}

class MadeVideoReader : public test::MadeVideos {
  protected:
    static Frame first_frame_of(const std::filesystem::path& video) {
        VideoReader reader(video, {});
        Frame frame;
        EXPECT_TRUE(reader.read(frame));
        return frame;
    }
};

TEST_F(MadeVideoReader, TurnsPicturesUpright) {
    // Left half red, right half blue.
    const auto flat = make(
        "-f lavfi -i color=red:size=64x64:rate=5:duration=1 -f lavfi -i "
        "color=blue:size=64x64:rate=5:duration=1 "
        "-filter_complex hstack -pix_fmt yuv420p",
        "flat.mp4");
    const Frame frame = first_frame_of(turn(flat, 1, "turned.mp4"));
    ASSERT_EQ(frame.image.width(), 64);
    ASSERT_EQ(frame.image.height(), 128);
    EXPECT_GT(frame.image.pixel(32, 20)[0], 200) << "the left end is on top";
    EXPECT_GT(frame.image.pixel(32, 108)[2], 200);
}

TEST_F(MadeVideoReader, ConvertsColoursByTheMatrixAndRangeOfTheStream) {
    for (const std::string matrix : {"bt709", "smpte170m"}) {
        for (const std::string range : {"tv", "pc"}) {
            const auto video =
                make("-f lavfi -i color=0xC08040:size=64x64:rate=5:duration=1 -vf scale=out_color_matrix=" +
                         matrix + ":out_range=" + range + ",format=yuv420p -colorspace " + matrix +
                         " -color_range " + range + " -c:v libx264 -qp 0",
                     matrix + range + ".mp4");
            const Frame frame = first_frame_of(video);
            const std::uint8_t* pixel = frame.image.pixel(32, 32);
            EXPECT_NEAR(pixel[0], 0xC0, 5) << matrix << ' ' << range;
            EXPECT_NEAR(pixel[1], 0x80, 5) << matrix << ' ' << range;
            EXPECT_NEAR(pixel[2], 0x40, 5) << matrix << ' ' << range;
        }
    }
}

TEST_F(MadeVideoReader, RefusesSoundWithoutPicture) {
    try {
        VideoReader reader(make("-f lavfi -i sine=duration=1", "sound.mp4"), {});
        FAIL() << "accepted";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::video_without_picture);
    }
}

TEST_F(MadeVideoReader, ReadsWebm) {
    VideoReader reader(make("-f lavfi -i testsrc=size=64x48:rate=5:duration=2 -c:v libvpx", "made.webm"), {});
    Frame frame;
    while (reader.read(frame)) {
    }
    EXPECT_EQ(reader.frames_read(), 10);
    EXPECT_NEAR(frame.time_seconds, 1.8, 0.01);
}

TEST(VideoReader, EndsWhenAskedToStop) {
    std::stop_source source;
    VideoReader reader(test::training_clip(), {}, source.get_token());
    Frame frame;
    EXPECT_TRUE(reader.read(frame));
    source.request_stop();
    EXPECT_THROW(reader.read(frame), Failure);
}

}  // namespace
}  // namespace trainingzip::media
