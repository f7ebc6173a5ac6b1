#include "media/probe.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "media/ffmpeg_log.h"
#include "media/made_videos.h"
#include "media/sniff.h"
#include "media/test_media.h"

namespace trainingzip::media {
namespace {

class Probe : public test::MadeVideos {
  protected:
    Probe() { silence_ffmpeg(); }

    static ErrorCode refusal(const std::filesystem::path& file, const MediaLimits& limits = {}) {
        try {
            probe(file, limits);
        } catch (const Failure& failure) {
            return failure.code();
        }
        ADD_FAILURE() << file << " was taken";
        return ErrorCode::internal;
    }
};

const std::string two_seconds = "-f lavfi -i testsrc=size=320x240:rate=10:duration=2 ";
const std::string sound = "-f lavfi -i sine=duration=2 ";

TEST_F(Probe, TellsWhatTheSquatClipIs) {
    const VideoProbe found = probe(test::training_clip(), {});
    EXPECT_EQ(found.video_codec, "h264");
    EXPECT_EQ(found.audio_codec, "");
    EXPECT_EQ(found.width, 720);
    EXPECT_EQ(found.height, 1280);
    EXPECT_EQ(found.frames, 65);
    EXPECT_NEAR(found.duration_seconds, 13.0, 1e-6);
    EXPECT_NEAR(found.longest_key_frame_gap_seconds, 13.0, 1e-6);
    EXPECT_FALSE(found.video_fits) << "its only key frame is the first frame";
}

TEST_F(Probe, TakesWebm) {
    const auto file = make(two_seconds + sound + "-c:v libvpx -deadline realtime -c:a libopus", "a.webm");
    const VideoProbe found = probe(file, {});
    EXPECT_EQ(found.video_codec, "vp8");
    EXPECT_EQ(found.audio_codec, "opus");
    EXPECT_EQ(found.frames, 20);
}

TEST_F(Probe, TurnsTheSizeOfATurnedVideo) {
    const auto upright = make(two_seconds + "-c:v libx264", "a.mp4");
    const VideoProbe found = probe(turn(upright, 1, "b.mp4"), {});
    EXPECT_EQ(found.orientation, (Orientation{.quarter_turns = 1}));
    EXPECT_EQ(found.width, 240);
    EXPECT_EQ(found.height, 320);
    EXPECT_FALSE(found.video_fits);
}

TEST_F(Probe, RefusesWhatIsNotAVideo) {
    EXPECT_EQ(refusal(make_text("", "empty.mp4")), ErrorCode::video_unreadable);
    EXPECT_EQ(refusal(make_text("squats, three times", "text.mp4")), ErrorCode::video_unreadable);
    EXPECT_EQ(refusal(make_text(std::string("\0\0\0\x18", 4) + "ftypisom and then nothing", "head.mp4")),
              ErrorCode::video_unreadable);
    EXPECT_EQ(refusal(path("missing.mp4")), ErrorCode::video_unreadable);
}

TEST_F(Probe, RefusesPlaylistsUnderAnyName) {
    const std::string secret = make_text("secret", "secret.txt").string();
    EXPECT_EQ(refusal(make_text("#EXTM3U\n#EXTINF:1,\nfile://" + secret + "\n#EXT-X-ENDLIST\n", "list.mp4")),
              ErrorCode::video_format_unsupported);
    EXPECT_EQ(refusal(make_text("ffconcat version 1.0\nfile " + secret + "\n", "concat.mp4")),
              ErrorCode::video_format_unsupported);
}

TEST_F(Probe, TellsAFileWithoutIndexFromOneThatIsCutOff) {
    const auto whole = make(two_seconds + "-c:v libx264", "a.mp4");
    const auto index_first = make("-i '" + whole.string() + "' -c copy -movflags faststart", "b.mp4");
    EXPECT_EQ(refusal(cut(whole, 0.7, "cut_a.mp4")), ErrorCode::video_index_missing);
    EXPECT_EQ(refusal(cut(index_first, 0.05, "cut_b.mp4")), ErrorCode::video_index_missing);
    EXPECT_EQ(refusal(cut(index_first, 0.7, "cut_c.mp4")), ErrorCode::video_cut_off);
}

TEST_F(Probe, RefusesSoundAlone) {
    EXPECT_EQ(refusal(make(sound + "-c:a aac", "a.m4a")), ErrorCode::video_without_picture);
    EXPECT_EQ(refusal(make(sound + "-c:a aac", "a.mp4")), ErrorCode::video_without_picture);
}

TEST_F(Probe, RefusesHugePicturesBeforeDecoding) {
    const auto file =
        make("-f lavfi -i color=size=10000x10000:rate=1:duration=1 -c:v libx264 -preset ultrafast", "a.mp4");
    EXPECT_EQ(refusal(file), ErrorCode::video_too_large);
}

TEST_F(Probe, RefusesWhatIsTooLongOrHasTooManyFrames) {
    const auto file = make(two_seconds + "-c:v libx264", "a.mp4");
    EXPECT_EQ(refusal(file, {.seconds = 1}), ErrorCode::video_too_long);
    EXPECT_EQ(refusal(file, {.seconds = 3, .frames_per_second = 5}), ErrorCode::video_too_many_frames);
}

TEST_F(Probe, RefusesOtherContainersAndCodecs) {
    const std::string little = "-f lavfi -i testsrc=size=64x64:rate=25:duration=0.2 ";
    for (const char* name : {"a.gif", "a.flv", "a.wmv", "a.mpg", "a.nut"}) {
        EXPECT_EQ(refusal(make(little, name)), std::string_view(name) == "a.nut"
                                                   ? ErrorCode::video_unreadable
                                                   : ErrorCode::video_format_unsupported)
            << name;
    }
    EXPECT_EQ(refusal(make(little + "-c:v prores_ks", "a.mov")), ErrorCode::video_format_unsupported);
    EXPECT_EQ(refusal(make(little + "-c:v ffv1", "a.mkv")), ErrorCode::video_format_unsupported);
    EXPECT_EQ(refusal(make(little + "-c:v wmv2", "b.avi")), ErrorCode::video_format_unsupported);
}

TEST_F(Probe, DoesNotFollowReferencesToOtherFiles) {
    // A QuickTime file may say that its samples lie in another file: 'url ' without the flag "same file".
    const auto whole = make(two_seconds + "-c:v libx264", "a.mov");
    std::ifstream stream(whole, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    for (const std::string type : {"url ", "alis"}) {
        for (auto place = bytes.find(type); place != std::string::npos; place = bytes.find(type, place + 1)) {
            bytes[place + 7] = 0;
        }
    }
    const auto referring = make_text(bytes, "referring.mov");
    try {
        const VideoProbe found = probe(referring, {});
        EXPECT_EQ(found.frames, 20) << "if it is taken, then only with the samples in the file itself";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::video_unreadable);
    }
}

FileKind kind_of(std::string_view text) {
    return sniff(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

TEST(Sniff, KnowsKindsByTheirFirstBytes) {
    using namespace std::string_view_literals;
    EXPECT_EQ(kind_of("\0\0\0\x18"
                      "ftypmp42"sv),
              FileKind::mp4);
    EXPECT_EQ(kind_of("\x1A\x45\xDF\xA3\x01"sv), FileKind::matroska);
    EXPECT_EQ(kind_of("RIFF1234AVI LIST"sv), FileKind::avi);
    EXPECT_EQ(kind_of("RIFF1234WAVEfmt "sv), FileKind::other_media);
    std::string packets(400, '\0');
    packets[0] = packets[188] = packets[376] = 'G';
    EXPECT_EQ(kind_of(packets), FileKind::mpeg_ts);
    EXPECT_EQ(kind_of(std::string(4, 'x') + packets), FileKind::unknown);
    std::string stamped(400, '\0');
    stamped[4] = stamped[196] = stamped[388] = 'G';
    EXPECT_EQ(kind_of(stamped), FileKind::mpeg_ts);
    packets[188] = 'g';
    EXPECT_EQ(kind_of(packets), FileKind::unknown);
    EXPECT_EQ(kind_of("#EXTM3U\n"sv), FileKind::other_media);
    EXPECT_EQ(kind_of("hello"sv), FileKind::unknown);
    EXPECT_EQ(kind_of(""sv), FileKind::unknown);
}

}  // namespace
}  // namespace trainingzip::media
