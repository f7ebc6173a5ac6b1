#include <gmock/gmock.h>

#include "media/normalise_fixture.h"
#include "media/probe.h"
#include "media/test_media.h"

namespace trainingzip::media {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class NormaliseRate : public test::NormaliseTest {
  protected:
    std::filesystem::path at(int frames_per_second, const std::string& name) const {
        return make("-f lavfi -i testsrc2=size=64x64:rate=" + std::to_string(frames_per_second) +
                        ":duration=1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 60",
                    name);
    }
};

TEST_F(NormaliseRate, IsAtMostSixty) {
    for (const auto& [rate, name] :
         {std::pair{300, "a.mp4"}, {240, "b.mkv"}, {120, "c.mp4"}, {100, "d.mkv"}}) {
        SCOPED_TRACE(rate);
        const NormalisedVideo video = run(at(rate, name));
        EXPECT_EQ(video.frames, 60);
        EXPECT_FALSE(video.video_copied);
        EXPECT_NEAR(video.duration_seconds, 1, 0.02);
        EXPECT_THAT(video.notices, ElementsAre(Notice{NoticeKind::frames_thinned}));
    }
}

TEST_F(NormaliseRate, OfSixtyStays) {
    const NormalisedVideo video = run(at(60, "a.mp4"));
    EXPECT_EQ(video.frames, 60);
    EXPECT_TRUE(video.video_copied);
    EXPECT_THAT(video.notices, IsEmpty());
}

TEST_F(NormaliseRate, KeepsTheFirstFrameOfEachSlot) {
    const auto source = at(240, "a.mp4");
    run(source);
    const std::string all = samples(source, "gray");
    constexpr std::size_t frame_bytes = 64 * 64;
    const auto from = [&](std::size_t first) {
        std::string chosen;
        for (std::size_t frame = first; frame < 240; frame += 4) {
            chosen += all.substr(frame * frame_bytes, frame_bytes);
        }
        return chosen;
    };
    const std::string found = samples(output, "gray");
    EXPECT_LT(mean_distance(from(0), found), 4);
    EXPECT_LT(mean_distance(from(0), found), mean_distance(from(1), found));
}

TEST_F(NormaliseRate, OfTheCaseIsThinned) {
    const NormalisedVideo video = run(test::media_file("cases/fps300.mp4"));
    EXPECT_EQ(video.frames, 60);
    EXPECT_NEAR(video.duration_seconds, 1, 0.02);
}

}  // namespace
}  // namespace trainingzip::media
