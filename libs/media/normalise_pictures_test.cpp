#include <gmock/gmock.h>

#include "media/media_input.h"
#include "media/normalise_fixture.h"
#include "media/normalised_form.h"

namespace trainingzip::media {
namespace {

using testing::IsEmpty;

/// Wide enough in colours and light to show what a tone curve does.
const std::string source_picture = "-f lavfi -i testsrc2=size=160x96:rate=10:duration=0.3 ";

class NormalisePictures : public test::NormaliseTest {
  protected:
    AVCodecParameters written() const {
        const MediaInput input = open_media(output, {});
        AVCodecParameters codec = *input.video->codecpar;
        codec.extradata = nullptr;
        return codec;
    }

    void expect_standard_colours() const {
        const AVCodecParameters codec = written();
        EXPECT_EQ(codec.format, AV_PIX_FMT_YUV420P);
        EXPECT_EQ(codec.color_space, AVCOL_SPC_BT709);
        EXPECT_EQ(codec.color_primaries, AVCOL_PRI_BT709);
        EXPECT_EQ(codec.color_trc, AVCOL_TRC_BT709);
        EXPECT_EQ(codec.color_range, AVCOL_RANGE_MPEG);
    }
};

TEST_F(NormalisePictures, GrowOnTheirShorterSideWherePixelsAreNotSquare) {
    struct Case {
        const char* size;
        const char* aspect;
        int width;
        int height;
    };
    const Case cases[] = {{"360x288", "16/15", 384, 288},
                          {"352x288", "12/11", 384, 288},
                          {"160x120", "3/4", 160, 160},
                          {"1440x1080", "4/3", 1920, 1080},
                          {"216x384", "9/10", 216, 426}};
    for (const Case& wanted : cases) {
        SCOPED_TRACE(wanted.size);
        const auto source = make("-f lavfi -i testsrc2=size=" + std::string(wanted.size) +
                                     ":rate=10:duration=0.1 -vf setsar=" + wanted.aspect +
                                     " -c:v libx264 -preset ultrafast -crf 10 -pix_fmt yuv420p",
                                 "a.mp4");
        const NormalisedVideo video = run(source);
        EXPECT_EQ(video.width, wanted.width);
        EXPECT_EQ(video.height, wanted.height);
        const std::string scaling = "-vf scale=" + std::to_string(wanted.width) + ":" +
                                    std::to_string(wanted.height) + ":flags=bicubic";
        EXPECT_LT(mean_distance(samples(source, "yuv420p", scaling), samples(output, "yuv420p")), 3);
    }
}

TEST_F(NormalisePictures, TakeTheAspectFromTheContainerToo) {
    const auto square = make(source_picture + "-c:v libx264 -pix_fmt yuv420p", "a.mp4");
    const NormalisedVideo video = run(make("-i '" + square.string() + "' -c copy -aspect 10/3", "b.mkv"));
    EXPECT_EQ(video.width, 320);
    EXPECT_EQ(video.height, 96);
}

TEST_F(NormalisePictures, AreNotWoven) {
    const char* const codecs[] = {"-c:v libx264 -flags +ildct+ilme -x264-params tff=1",
                                  "-c:v mpeg2video -flags +ildct+ilme"};
    for (const char* codec : codecs) {
        SCOPED_TRACE(codec);
        const auto source = make(
            "-f lavfi -i testsrc2=size=160x96:rate=50:duration=0.4 -vf "
            "tinterlace=interleave_top,setfield=tff -pix_fmt yuv420p -b:v 4M " +
                std::string(codec),
            "a.ts");
        const NormalisedVideo video = run(source);
        EXPECT_EQ(video.frames, 10);
        const std::string found = samples(output, "yuv420p");
        const double right = mean_distance(samples(source, "yuv420p", "-vf bwdif=mode=send_frame"), found);
        const double woven = mean_distance(samples(source, "yuv420p"), found);
        EXPECT_LT(right, 2.5);
        EXPECT_GT(woven, right * 1.5);
    }
}

TEST_F(NormalisePictures, WithHighDynamicRangeAreToneMapped) {
    for (const std::string transfer : {"smpte2084", "arib-std-b67"}) {
        SCOPED_TRACE(transfer);
        const auto source = make(source_picture +
                                     "-c:v libx264 -crf 10 -pix_fmt yuv420p10le -colorspace bt2020nc "
                                     "-color_primaries bt2020 -color_range tv -color_trc " +
                                     transfer,
                                 "a.mp4");
        run(source);
        expect_standard_colours();
        const std::string chain =
            "-vf zscale=tin=" + transfer +
            ":min=2020_ncl:pin=2020:rin=tv:t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,"
            "tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p";
        EXPECT_LT(mean_distance(samples(source, "yuv420p", chain), samples(output, "yuv420p")), 2);
    }
}

TEST_F(NormalisePictures, WithWideGamutComeIntoTheStandardOne) {
    const auto source = make(source_picture +
                                 "-c:v libx264 -crf 10 -pix_fmt yuv420p10le -colorspace bt2020nc "
                                 "-color_primaries bt2020 -color_trc bt2020-10 -color_range tv",
                             "a.mp4");
    run(source);
    expect_standard_colours();
    const std::string chain =
        "-vf zscale=tin=2020_10:min=2020_ncl:pin=2020:rin=tv:t=bt709:m=bt709:p=bt709:r=tv,format=yuv420p";
    EXPECT_LT(mean_distance(samples(source, "yuv420p", chain), samples(output, "yuv420p")), 2);
}

TEST_F(NormalisePictures, WithTenBitsKeepTheirColours) {
    const auto source = make(source_picture +
                                 "-c:v libx264 -crf 10 -pix_fmt yuv422p10le -colorspace bt709 "
                                 "-color_primaries bt709 -color_trc bt709 -color_range tv",
                             "a.mp4");
    run(source);
    expect_standard_colours();
    EXPECT_LT(mean_distance(samples(source, "yuv420p"), samples(output, "yuv420p")), 1.5);
}

TEST_F(NormalisePictures, WithoutColourTagsGetThoseThatBrowsersAssume) {
    const auto source = make(source_picture + "-c:v libvpx -deadline realtime -b:v 2M", "a.webm");
    run(source);
    EXPECT_EQ(written().color_space, AVCOL_SPC_SMPTE170M);
    EXPECT_EQ(written().color_range, AVCOL_RANGE_MPEG);
}

TEST_F(NormalisePictures, WithFullRangeAreBroughtIntoTheLimitedOne) {
    const auto source = make(source_picture + "-c:v mjpeg -q:v 2 -pix_fmt yuvj422p", "a.mov");
    run(source);
    EXPECT_EQ(written().color_range, AVCOL_RANGE_MPEG);
    EXPECT_LT(mean_distance(samples(source, "rgb24"), samples(output, "rgb24")), 4);
}

TEST_F(NormalisePictures, OfEightBitsThatFitAreCopied) {
    const auto source = make(source_picture +
                                 "-c:v libx264 -pix_fmt yuv420p -colorspace bt709 "
                                 "-color_primaries bt709 -color_trc bt709",
                             "a.mp4");
    const NormalisedVideo video = run(source);
    EXPECT_TRUE(video.video_copied);
    EXPECT_THAT(video.notices, IsEmpty());
}

}  // namespace
}  // namespace trainingzip::media
