#include "media/sandboxed_video_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <thread>
#include <vector>

#include "base/error.h"
#include "media/made_videos.h"
#include "media/test_media.h"
#include "media/video_reader.h"

namespace trainingzip::media {
namespace {

const std::filesystem::path squats = test::training_clip();

class SandboxedVideoReaderTest : public test::MadeVideos {
  protected:
    static SandboxedReaderOptions options() {
        SandboxedReaderOptions options;
        options.program.path =
            std::filesystem::read_symlink("/proc/self/exe").parent_path() / "trainingzip-media";
        return options;
    }

    /// Stands in for the program: a shell script with its input, output and memory.
    SandboxedReaderOptions stand_in(const std::string& script) const {
        SandboxedReaderOptions with = options();
        with.program.path = make_text("#!/bin/sh\n" + script, "stand_in");
        std::filesystem::permissions(with.program.path, std::filesystem::perms::owner_all);
        return with;
    }
};

constexpr const char* opened = R"(echo '{"type":"opened","width":64,"height":48}'
)";

ErrorCode code_of(const std::filesystem::path& video, const SandboxedReaderOptions& options) {
    try {
        SandboxedVideoReader reader(video, options);
        Frame frame;
        while (reader.read(frame)) {
        }
    } catch (const Failure& failure) {
        return failure.code();
    }
    return ErrorCode::internal;
}

bool same_samples(const Image& a, const Image& b) {
    if (a.width() != b.width() || a.height() != b.height()) return false;
    const auto row_bytes = static_cast<std::size_t>(a.width() * bytes_per_pixel(a.format()));
    for (int y = 0; y < a.height(); ++y) {
        if (std::memcmp(a.pixel(0, y), b.pixel(0, y), row_bytes) != 0) return false;
    }
    return true;
}

TEST_F(SandboxedVideoReaderTest, GivesTheSameFramesAsTheReader) {
    VideoReader reader(squats, {});
    SandboxedVideoReader sandboxed(squats, options());
    EXPECT_EQ(sandboxed.info().width, reader.info().width);
    EXPECT_EQ(sandboxed.info().height, reader.info().height);
    EXPECT_EQ(sandboxed.info().frame_count, reader.info().frame_count);
    EXPECT_DOUBLE_EQ(sandboxed.info().duration_seconds.value(), reader.info().duration_seconds.value());
    EXPECT_DOUBLE_EQ(sandboxed.info().frames_per_second.value(), reader.info().frames_per_second.value());
    Frame expected;
    Frame frame;
    while (reader.read(expected)) {
        ASSERT_TRUE(sandboxed.read(frame));
        EXPECT_EQ(frame.index, expected.index);
        EXPECT_EQ(frame.time_seconds, expected.time_seconds);
        EXPECT_TRUE(same_samples(frame.image, expected.image)) << frame.index;
    }
    EXPECT_FALSE(sandboxed.read(frame));
    EXPECT_FALSE(sandboxed.read(frame));
}

TEST_F(SandboxedVideoReaderTest, LeavesFramesAloneThatAreHeld) {
    VideoReader reader(squats, {});
    std::vector<Frame> held;
    {
        SandboxedVideoReader sandboxed(squats, options());
        Frame frame;
        while (held.size() < 30 && sandboxed.read(frame)) held.push_back(std::exchange(frame, {}));
    }
    ASSERT_EQ(held.size(), 30U) << "more than there are slots";
    for (const Frame& frame : held) {
        Frame expected;
        ASSERT_TRUE(reader.read(expected));
        EXPECT_TRUE(same_samples(frame.image, expected.image)) << frame.index;
    }
}

TEST_F(SandboxedVideoReaderTest, TakesFramesBackFromOtherThreads) {
    SandboxedVideoReader sandboxed(squats, options());
    Frame frame;
    int frames = 0;
    std::vector<std::jthread> threads;
    while (sandboxed.read(frame)) {
        ++frames;
        threads.emplace_back([held = std::exchange(frame, {})]() mutable { held.image = {}; });
    }
    EXPECT_EQ(frames, 65);
}

TEST_F(SandboxedVideoReaderTest, ReadsEveryWidth) {
    // 1080 x 1920 and others of that kind: libswscale writes past the end of tight rows.
    for (const char* size :
         {"2x2", "18x64", "360x640", "478x852", "522x292", "540x960", "1080x1350", "1080x1920"}) {
        const auto video = make("-f lavfi -i testsrc2=size=" + std::string(size) +
                                    ":rate=10:duration=0.3 -c:v libx264 -preset ultrafast -pix_fmt yuv420p",
                                std::string(size) + ".mp4");
        VideoReader reader(video, {});
        SandboxedVideoReader sandboxed(video, options());
        Frame expected;
        Frame frame;
        while (reader.read(expected)) {
            ASSERT_TRUE(sandboxed.read(frame)) << size;
            EXPECT_TRUE(same_samples(frame.image, expected.image)) << size;
        }
        EXPECT_FALSE(sandboxed.read(frame)) << size;
    }
}

TEST_F(SandboxedVideoReaderTest, TellsWhatIsWrongWithTheFile) {
    EXPECT_EQ(code_of(path("absent.mp4"), options()), ErrorCode::video_unreadable);
    EXPECT_EQ(code_of(make_text("no video", "text.mp4"), options()), ErrorCode::video_unreadable);
    EXPECT_EQ(code_of(make("-f lavfi -i sine=duration=1", "sound.mp4"), options()),
              ErrorCode::video_without_picture);
    SandboxedReaderOptions small = options();
    small.maximum_pixels = 100;
    EXPECT_EQ(code_of(squats, small), ErrorCode::video_too_large);
}

TEST_F(SandboxedVideoReaderTest, OutlivesTheDeathOfTheProgram) {
    EXPECT_EQ(code_of(squats, stand_in("kill -SEGV $$")), ErrorCode::media_process_died);
    EXPECT_EQ(code_of(squats, stand_in(opened + std::string("kill -SEGV $$"))),
              ErrorCode::media_process_died);
    EXPECT_EQ(code_of(squats, stand_in("exit 0")), ErrorCode::media_process_died);
    SandboxedReaderOptions absent = options();
    absent.program.path = path("absent");
    EXPECT_THROW(SandboxedVideoReader(squats, absent), std::system_error);
}

TEST_F(SandboxedVideoReaderTest, BelievesNothingThatTheProgramSays) {
    for (const char* said : {
             R"({"type":"opened","width":0,"height":48})",
             R"({"type":"opened","width":64,"height":-1})",
             R"({"type":"opened","width":9999999,"height":9999999})",
             R"({"type":"opened","width":1,"height":9000000})",
             R"({"type":"frame","slot":0})",
             R"({"type":"unheard"})",
             "not JSON",
         }) {
        EXPECT_NE(code_of(squats, stand_in("echo '" + std::string(said) + "'; sleep 1000")),
                  ErrorCode::internal)
            << said;
    }
    for (const char* frames : {
             R"(echo '{"type":"frame","slot":8}')",
             R"(echo '{"type":"frame","slot":-1}')",
             R"(echo '{"type":"frame"}')",
             R"(echo '{"type":"opened","width":64,"height":48}')",
         }) {
        EXPECT_EQ(code_of(squats, stand_in(opened + std::string(frames) + "; sleep 1000")),
                  ErrorCode::media_process_died)
            << frames;
    }
}

TEST_F(SandboxedVideoReaderTest, DoesNotLendASlotTwice) {
    SandboxedVideoReader reader(squats, stand_in(opened + std::string(R"(echo '{"type":"frame","slot":3}'
echo '{"type":"frame","slot":3}'; sleep 1000)")));
    Frame first;
    Frame second;
    ASSERT_TRUE(reader.read(first));
    EXPECT_THROW(reader.read(second), Failure);
}

TEST_F(SandboxedVideoReaderTest, WaitsNoLongerThanItMay) {
    SandboxedReaderOptions silent = stand_in("sleep 1000");
    silent.read_timeout = std::chrono::milliseconds(200);
    EXPECT_EQ(code_of(squats, silent), ErrorCode::media_process_died);
}

TEST_F(SandboxedVideoReaderTest, GivesMoreTimeToAProgramAtWorkThanToOneThatSleeps) {
    const auto after = [&](int milliseconds) {
        return stand_in("[ -n \"$BASH_VERSION\" ] || exec /bin/bash \"$0\"\nend=$((${EPOCHREALTIME/./} + " +
                        std::to_string(1000 * milliseconds) +
                        "))\nwhile ((${EPOCHREALTIME/./} < end)); do :; done\n" + opened + "sleep 1000");
    };
    SandboxedReaderOptions slow = after(600);
    slow.read_timeout = std::chrono::milliseconds(400);
    EXPECT_EQ(SandboxedVideoReader(squats, slow).info().width, 64);
    SandboxedReaderOptions endless = after(60'000);
    endless.read_timeout = std::chrono::milliseconds(400);
    EXPECT_EQ(code_of(squats, endless), ErrorCode::media_process_died);
}

TEST_F(SandboxedVideoReaderTest, EndsWhenAskedToStop) {
    std::stop_source stop;
    SandboxedVideoReader reader(squats, options(), stop.get_token());
    Frame frame;
    ASSERT_TRUE(reader.read(frame));
    stop.request_stop();
    const auto read_all = [&] {
        while (reader.read(frame)) {
        }
    };
    try {
        read_all();
        FAIL() << "not stopped";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::unavailable);
    }
}

TEST_F(SandboxedVideoReaderTest, LeavesNoProcessBehind) {
    const auto script = "echo $$ > '" + path("pid").string() + "'\n" + opened + "sleep 1000";
    { SandboxedVideoReader reader(squats, stand_in(script)); }
    pid_t process = 0;
    std::ifstream(path("pid")) >> process;
    ASSERT_GT(process, 0);
    EXPECT_EQ(kill(process, 0), -1);
}

}  // namespace
}  // namespace trainingzip::media
