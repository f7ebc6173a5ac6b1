#include "media/video_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/error.h"
#include "media/test_media.h"

namespace trainingzip::media {
namespace {

const std::filesystem::path squats = test::media_folder() / "tfjs_pose_squats" / "pose_squats.mp4";

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
    VideoReader reader(squats, {});
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
    const std::string whole = content_of(squats);
    ASSERT_GT(whole.size(), 1000u);
    EXPECT_EQ(refusal_of(whole.substr(0, 400)), ErrorCode::video_unreadable);
}

TEST(VideoReader, RefusesPicturesAboveTheLimit) {
    VideoReaderOptions options;
    options.maximum_pixels = 720 * 1280 - 1;
    try {
        VideoReader reader(squats, options);
        FAIL() << "accepted";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::video_too_large);
    }
}

TEST(VideoReader, EndsWhenAskedToStop) {
    std::stop_source source;
    VideoReader reader(squats, {}, source.get_token());
    Frame frame;
    EXPECT_TRUE(reader.read(frame));
    source.request_stop();
    EXPECT_THROW(reader.read(frame), Failure);
}

}  // namespace
}  // namespace trainingzip::media
