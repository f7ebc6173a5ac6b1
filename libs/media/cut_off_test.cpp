#include "media/cut_off.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "media/normalise_fixture.h"
#include "media/probe.h"
#include "media/test_media.h"

namespace trainingzip::media {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CutOff : public test::NormaliseTest {
  protected:
    std::filesystem::path video(double seconds, const std::string& options, const std::string& name) const {
        return make("-f lavfi -i testsrc2=size=64x64:rate=10:duration=" + std::to_string(seconds) +
                        " -f lavfi -i sine=duration=" + std::to_string(seconds) + " -g 10 " + options,
                    name);
    }

    static ErrorCode refusal(const std::filesystem::path& file) {
        try {
            probe(file, {});
        } catch (const Failure& failure) {
            return failure.code();
        }
        ADD_FAILURE() << file << " was taken";
        return ErrorCode::internal;
    }
};

struct Container {
    std::string options;
    std::string name;
};
const Container containers[] = {
    {"-c:v libx264 -c:a aac -movflags faststart", "a.mp4"},
    {"-c:v libx264 -c:a aac", "a.mkv"},
    {"-c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus", "a.webm"},
    {"-c:v mpeg4 -c:a mp2", "a.avi"},
};

TEST_F(CutOff, TheSameRuleHoldsForAllContainers) {
    for (const Container& container : containers) {
        SCOPED_TRACE(container.name);
        const auto lengthy = video(6, container.options, container.name);
        const VideoProbe whole = probe(lengthy, {});
        EXPECT_THAT(whole.notices, IsEmpty());
        const VideoProbe found = probe(cut(lengthy, 0.7, "long_" + container.name), {});
        ASSERT_EQ(found.notices.size(), 1U);
        EXPECT_EQ(found.notices[0].kind, NoticeKind::cut_off);
        EXPECT_GT(found.duration_seconds, 3);
        EXPECT_NEAR(found.duration_seconds + found.notices[0].seconds, 6, 0.15);

        const auto brief = video(2, container.options, "brief_" + container.name);
        EXPECT_EQ(refusal(cut(brief, 0.6, "cut_" + container.name)), ErrorCode::video_cut_off);
        const VideoProbe nearly = probe(cut(brief, 0.97, "nearly_" + container.name), {});
        EXPECT_GT(nearly.duration_seconds, 1.79);
    }
}

TEST_F(CutOff, WhatIsThereIsNormalised) {
    for (const Container& container : containers) {
        SCOPED_TRACE(container.name);
        const auto lengthy = video(5, container.options, container.name);
        const NormalisedVideo found = run(cut(lengthy, 0.75, "cut_" + container.name));
        EXPECT_GT(found.duration_seconds, 3);
        EXPECT_LT(found.duration_seconds, 4.9);
        ASSERT_EQ(found.notices.size(), 1U);
        EXPECT_NEAR(found.duration_seconds + found.notices[0].seconds, 5, 0.2);
    }
}

TEST_F(CutOff, ATransportStreamTellsNoLength) {
    const auto whole = video(2, "-c:v libx264 -c:a aac", "a.ts");
    EXPECT_THAT(probe(whole, {}).notices, IsEmpty());
    const auto broken = cut(whole, 0.7, "b.ts");
    std::filesystem::resize_file(broken, std::filesystem::file_size(broken) / 188 * 188 + 100);
    EXPECT_THAT(probe(broken, {}).notices, ElementsAre(Notice{NoticeKind::cut_off, 0}));
}

TEST_F(CutOff, ARecordingThatNeverToldItsLengthIsWhole) {
    const auto live = make(
        "-f lavfi -i testsrc2=size=64x64:rate=10:duration=1 -c:v libvpx -deadline realtime -f webm -live 1",
        "a.webm");
    EXPECT_THAT(probe(live, {}).notices, IsEmpty());
}

TEST_F(CutOff, TheCaseIsRefusedForItsReason) {
    EXPECT_EQ(refusal(test::media_file("cases/cutmkv.mkv")), ErrorCode::video_cut_off);
}

TEST_F(CutOff, ALengthThatIsOnlyClaimedDoesNotCount) {
    const auto source = video(1, "-c:v libx264 -c:a aac", "a.mp4");
    std::string bytes = bytes_of(source);
    // The duration in the movie's, the tracks' and the media's headers, version 0 (ISO/IEC 14496-12, 8.2.2).
    const std::pair<const char*, std::size_t> headers[] = {{"mvhd", 20}, {"tkhd", 24}, {"mdhd", 20}};
    for (const auto& [type, place] : headers) {
        for (auto found = bytes.find(type); found != std::string::npos; found = bytes.find(type, found + 4)) {
            bytes.replace(found + place, 4, std::string_view("\x08\x00\x00\x00", 4));
        }
    }
    const NormalisedVideo found = run(make_text(bytes, "claims.mp4"));
    EXPECT_NEAR(found.duration_seconds, 1, 0.01);
    EXPECT_THAT(found.notices, IsEmpty());
}

TEST_F(CutOff, TheLastFrameDoesNotStandForEver) {
    const auto source = make(
        "-f lavfi -i testsrc2=size=64x64:rate=10:duration=1 -c:v libx264 -g 5 -bf 0 "
        "-pix_fmt yuv420p -video_track_timescale 1000",
        "a.mp4");
    std::string bytes = bytes_of(source);
    // One entry of stts says 10 frames of 100; two say 9 of 100 and 1 of 39 hours.
    const auto box = bytes.find("stts");
    ASSERT_EQ(bytes.substr(box + 4, 16), std::string("\0\0\0\0\0\0\0\1\0\0\0\x0A\0\0\0\x64", 16));
    bytes.replace(box - 4, 24,
                  std::string("\0\0\0\x20stts\0\0\0\0\0\0\0\2\0\0\0\x09\0\0\0\x64", 24) +
                      std::string("\0\0\0\1\x08\x5E\xE6\x80", 8));
    for (const char* type : {"stbl", "minf", "mdia", "trak", "moov"}) {
        const auto size = bytes.find(type) - 4;
        const int longer = (static_cast<unsigned char>(bytes[size + 2]) << 8) +
                           static_cast<unsigned char>(bytes[size + 3]) + 8;
        bytes[size + 2] = static_cast<char>(longer >> 8);
        bytes[size + 3] = static_cast<char>(longer);
    }
    const NormalisedVideo found = run(make_text(bytes, "long.mp4"));
    EXPECT_EQ(found.frames, 10);
    EXPECT_LT(found.duration_seconds, 11);
}

}  // namespace
}  // namespace trainingzip::media
