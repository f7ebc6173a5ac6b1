#include <gmock/gmock.h>

#include "media/media_input.h"
#include "media/normalise_fixture.h"

namespace trainingzip::media {
namespace {

using testing::IsEmpty;

const std::string test_input =
    "-f lavfi -i testsrc2=size=128x96:rate=25:duration=1 -f lavfi -i sine=duration=1 -pix_fmt yuv420p ";

class NormaliseContainers : public test::NormaliseTest {
  protected:
    void expect_one_second(const std::filesystem::path& source) {
        const NormalisedVideo video = run(source);
        EXPECT_EQ(video.frames, 25);
        EXPECT_TRUE(video.has_audio);
        EXPECT_NEAR(video.duration_seconds, 1, 0.05);
        EXPECT_THAT(video.notices, IsEmpty());
        const MediaInput written = open_media(output, {});
        EXPECT_EQ(written.video->start_time, 0);
        EXPECT_NEAR(to_seconds(written.audio->duration, *written.audio), 1, 0.1);
        const auto start = std::max<std::int64_t>(written.audio->start_time, 0);
        EXPECT_NEAR(to_seconds(start, *written.audio), 0, 0.06);
    }
};

TEST_F(NormaliseContainers, AreThoseThatPeopleHave) {
    const std::pair<const char*, const char*> cases[] = {
        {"-c:v libx264 -c:a aac", "a.ts"},
        {"-c:v libx264 -c:a ac3 -f mpegts -mpegts_m2ts_mode 1", "b.mts"},
        {"-c:v mpeg2video -b:v 2M -c:a mp2", "c.ts"},
        {"-c:v mpeg4 -b:v 2M -c:a libmp3lame", "d.avi"},
        {"-c:v mpeg4 -b:v 2M -bf 2 -c:a mp2", "e.avi"},
        {"-c:v libx264 -bf 2 -c:a mp2", "f.avi"},
        {"-c:v mjpeg -q:v 2 -c:a pcm_u8", "g.avi"},
        {"-c:v h263 -b:v 2M -s 176x144 -c:a aac", "h.3gp"},
        {"-c:v mpeg4 -b:v 2M -c:a aac", "i.3gp"},
        {"-c:v mjpeg -q:v 2 -c:a pcm_s16be", "j.mov"},
        {"-c:v mpeg2video -b:v 2M -c:a ac3", "k.mkv"},
    };
    for (const auto& [options, name] : cases) {
        SCOPED_TRACE(name);
        const auto source = make(test_input + options, name);
        expect_one_second(source);
        const std::string format = std::string_view(name).ends_with("3gp") ? "gray" : "yuv420p";
        // What other sizes of h263 are not for.
        if (std::string_view(name) == "h.3gp") continue;
        EXPECT_LT(mean_distance(samples(source, format), samples(output, format)), 3);
    }
}

TEST_F(NormaliseContainers, MayStartAtAnyTime) {
    // The clock of a transport stream has 33 bits and begins anew after 95443.7 seconds.
    for (const char* offset : {"7200", "95443.2"}) {
        SCOPED_TRACE(offset);
        expect_one_second(make(test_input + "-c:v libx264 -c:a mp2 -output_ts_offset " + offset, "a.ts"));
    }
}

TEST_F(NormaliseContainers, MayBeJoined) {
    const std::string early = bytes_of(make(test_input + "-c:v mpeg2video -b:v 2M -c:a mp2", "a.ts"));
    const std::string late =
        bytes_of(make(test_input + "-c:v mpeg2video -b:v 2M -c:a mp2 -output_ts_offset 9000", "b.ts"));
    for (const std::string& joined : {early + late, late + early}) {
        const NormalisedVideo video = run(make_text(joined, "joined.ts"));
        EXPECT_NEAR(static_cast<double>(video.frames), 50, 2);
        EXPECT_NEAR(video.duration_seconds, 2, 0.2);
    }
}

TEST_F(NormaliseContainers, MayBeginWithinAPicture) {
    const auto whole = make(
        "-f lavfi -i testsrc2=size=128x96:rate=25:duration=4 -f lavfi -i sine=duration=4 -c:v libx264 "
        "-pix_fmt yuv420p -g 25 -c:a mp2",
        "a.ts");
    const std::string bytes = bytes_of(whole);
    const std::size_t start = bytes.size() / 3 / 188 * 188;
    // The tables in front, as a receiver waits for them.
    const NormalisedVideo video = run(make_text(bytes.substr(0, 3 * 188) + bytes.substr(start), "b.ts"));
    EXPECT_GT(video.frames, 40);
    const MediaInput written = open_media(output, {});
    EXPECT_EQ(written.video->start_time, 0);
}

}  // namespace
}  // namespace trainingzip::media
