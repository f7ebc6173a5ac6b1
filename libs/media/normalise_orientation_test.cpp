#include "media/normalise_fixture.h"
#include "media/video_reader.h"

namespace trainingzip::media {
namespace {

class NormaliseOrientation : public test::NormaliseTest {
  protected:
    std::filesystem::path lying() const {
        return make(
            "-f lavfi -i testsrc=size=160x96:rate=10:duration=0.2 -vf boxblur=2 -c:v libx264 -crf 10 "
            "-pix_fmt yuv420p",
            "lying.mp4");
    }

    static constexpr Matrix matrices[] = {{1, 0, 0, 1},  {0, 1, -1, 0},  {-1, 0, 0, -1}, {0, -1, 1, 0},
                                          {-1, 0, 0, 1}, {0, -1, -1, 0}, {1, 0, 0, -1},  {0, 1, 1, 0}};
};

TEST_F(NormaliseOrientation, IsThatOfFfmpegInAllEightCases) {
    const auto source = lying();
    for (const Matrix& matrix : matrices) {
        SCOPED_TRACE(testing::Message() << matrix.a << ' ' << matrix.b << ' ' << matrix.c << ' ' << matrix.d);
        const auto laid = lay(source, matrix, "laid.mp4");
        const NormalisedVideo video = run(laid);
        const bool swapped = matrix.a == 0;
        EXPECT_EQ(video.width, swapped ? 96 : 160);
        EXPECT_EQ(video.height, swapped ? 160 : 96);
        EXPECT_LT(mean_distance(samples(laid, "yuv420p"), samples(output, "yuv420p")), 1.5);
    }
}

TEST_F(NormaliseOrientation, IsThatOfTheReaderToo) {
    const auto source = lying();
    for (const Matrix& matrix : matrices) {
        SCOPED_TRACE(testing::Message() << matrix.a << ' ' << matrix.b << ' ' << matrix.c << ' ' << matrix.d);
        const auto laid = lay(source, matrix, "laid.mp4");
        VideoReader reader(laid, {});
        Frame frame;
        ASSERT_TRUE(reader.read(frame));
        std::string found;
        for (int y = 0; y < frame.image.height(); ++y) {
            const auto* row = reinterpret_cast<const char*>(frame.image.pixel(0, y));
            found.append(row, static_cast<std::size_t>(frame.image.width()) * 3);
        }
        EXPECT_LT(mean_distance(samples(laid, "rgb24", "-frames:v 1"), found), 4);
    }
}

}  // namespace
}  // namespace trainingzip::media
