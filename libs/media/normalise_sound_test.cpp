#include <gmock/gmock.h>

#include <cstdint>

#include "media/media_input.h"
#include "media/normalise_fixture.h"
#include "media/test_media.h"

namespace trainingzip::media {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string test_picture = "-f lavfi -i testsrc=size=64x64:rate=10:duration=1 ";
const std::string tone = "-f lavfi -i sine=frequency=440:duration=1 ";
const std::string deep_tone = "-f lavfi -i sine=frequency=220:duration=1 ";

class NormaliseSound : public test::NormaliseTest {
  protected:
    /// The sound as ffmpeg decodes it: mono, 8 kHz, 8 bits.
    std::string sound_of(const std::filesystem::path& file, const std::string& stream = "0:a:0") {
        return bytes_of(
            make("-i '" + file.string() + "' -map " + stream + " -ac 1 -ar 8000 -f u8", "sound.raw"));
    }

    /// How often the sound crosses its middle: twice its frequency in a second.
    static std::int64_t crossings(const std::string& sound) {
        std::int64_t count = 0;
        for (std::size_t i = 1; i < sound.size(); ++i) {
            const auto is_high = [&](std::size_t place) {
                return static_cast<unsigned char>(sound[place]) > 128;
            };
            count += is_high(i) != is_high(i - 1) ? 1 : 0;
        }
        return count;
    }

    void expect_tone(std::int64_t frequency) {
        const std::string sound = sound_of(output);
        EXPECT_NEAR(static_cast<double>(sound.size()), 8000, 400);
        EXPECT_NEAR(static_cast<double>(crossings(sound)), static_cast<double>(2 * frequency),
                    static_cast<double>(frequency) / 10);
    }
};

TEST_F(NormaliseSound, BecomesAacWhateverItWas) {
    const std::pair<const char*, const char*> cases[] = {
        {"pcm_s16le", "a.mov"}, {"pcm_s24be", "b.mov"}, {"ac3", "c.mp4"},       {"eac3", "d.mp4"},
        {"alac", "e.m4v"},      {"flac", "f.mkv"},      {"mp2", "g.mkv"},       {"pcm_u8", "h.avi"},
        {"adpcm_ms", "i.avi"},  {"pcm_mulaw", "j.mov"}, {"libmp3lame", "k.avi"}};
    for (const auto& [codec, name] : cases) {
        SCOPED_TRACE(codec);
        const std::string muxer = std::string_view(name).ends_with("m4v") ? " -f mp4" : "";
        const auto source =
            make(test_picture + tone +
                     std::string("-c:v libx264 -pix_fmt yuv420p -c:a ").append(codec).append(muxer),
                 name);
        const NormalisedVideo video = run(source);
        EXPECT_TRUE(video.has_audio);
        EXPECT_FALSE(video.audio_copied);
        EXPECT_THAT(video.notices, IsEmpty());
        const MediaInput written = open_media(output, {});
        EXPECT_EQ(written.audio->codecpar->codec_id, AV_CODEC_ID_AAC);
        expect_tone(440);
    }
}

TEST_F(NormaliseSound, EndsWithThePicture) {
    const std::string long_tone = "-f lavfi -i sine=frequency=440:duration=4 ";
    for (const auto& [codec, name] :
         {std::pair{"aac", "a.mp4"}, {"pcm_s16le", "b.mov"}, {"libmp3lame", "c.avi"}, {"libopus", "d.mkv"}}) {
        SCOPED_TRACE(codec);
        const auto source =
            make(test_picture + long_tone + "-c:v libx264 -pix_fmt yuv420p -g 10 -c:a " + codec, name);
        EXPECT_TRUE(run(source).has_audio);
        const MediaInput written = open_media(output, {});
        EXPECT_NEAR(static_cast<double>(written.format->duration) / AV_TIME_BASE, 1, 0.15);
        EXPECT_NEAR(static_cast<double>(sound_of(output).size()), 8000, 1200);
    }
}

TEST_F(NormaliseSound, IsTheFirstThatCanBeDecoded) {
    const auto source = make(test_picture + deep_tone + tone +
                                 "-map 0 -map 1 -map 2 -c:v libx264 -c:a:0 wmav2 -c:a:1 aac -disposition:a 0",
                             "a.mkv");
    EXPECT_THAT(run(source).notices, IsEmpty());
    expect_tone(440);
}

TEST_F(NormaliseSound, IsTheOneThatTheFileMarksAsDefault) {
    const auto source = make(test_picture + deep_tone + tone +
                                 "-map 0 -map 1 -map 2 -c:v libx264 -c:a aac -disposition:a:0 0 "
                                 "-disposition:a:1 default",
                             "a.mkv");
    run(source);
    expect_tone(440);
}

TEST_F(NormaliseSound, IsLeftOutWithANoticeWhereNoneCanBeDecoded) {
    const auto source = make(test_picture + tone + "-c:v libx264 -pix_fmt yuv420p -g 10 -c:a wmav2", "a.mkv");
    const NormalisedVideo video = run(source);
    EXPECT_FALSE(video.has_audio);
    EXPECT_EQ(video.frames, 10);
    EXPECT_THAT(video.notices, ElementsAre(Notice{NoticeKind::sound_left_out}));
}

TEST_F(NormaliseSound, ThatIsDamagedFromTheStartIsLeftOutToo) {
    const auto source =
        make(test_picture + tone + "-c:v libx264 -pix_fmt yuv420p -c:a flac -strict -2", "a.mp4");
    std::string bytes = bytes_of(source);
    const auto header = bytes.find("dfLa");
    ASSERT_NE(header, std::string::npos);
    // The sync code of each FLAC frame.
    for (auto place = bytes.find("\xFF\xF8"); place != std::string::npos;
         place = bytes.find("\xFF\xF8", place + 1)) {
        bytes[place] = 0;
    }
    const NormalisedVideo video = run(make_text(bytes, "damaged.mp4"));
    EXPECT_FALSE(video.has_audio);
    EXPECT_THAT(video.notices, ElementsAre(Notice{NoticeKind::sound_left_out}));
}

TEST_F(NormaliseSound, HoldsNothingOfACover) {
    const auto cover = make("-f lavfi -i testsrc=size=32x32:duration=0.1 -frames:v 1", "cover.jpg");
    const auto source = make(test_picture + tone + "-i '" + cover.string() +
                                 "' -map 0 -map 1 -map 2 -c:v:0 libx264 -pix_fmt:v:0 yuv420p -g 10 -c:a aac "
                                 "-c:v:1 copy -disposition:v:1 attached_pic",
                             "a.mp4");
    const NormalisedVideo video = run(source);
    EXPECT_TRUE(video.video_copied);
    EXPECT_TRUE(video.audio_copied);
    EXPECT_LT(mean_distance(sound_of(source), sound_of(output)), 0.5);
    // Every packet, as the muxer put it there, must be one of sound.
    expect_tone(440);
}

TEST_F(NormaliseSound, OfTheCaseWithACoverIsThatOfItsSource) {
    const auto source = test::media_file("cases/withcover_1s.mp4");
    run(source);
    EXPECT_LT(mean_distance(sound_of(source), sound_of(output)), 0.5);
}

TEST_F(NormaliseSound, OfTheCaseWithPcmFirstIsConverted) {
    const NormalisedVideo video = run(test::media_file("cases/pcm_then_aac_1s.mov"));
    EXPECT_TRUE(video.has_audio);
    EXPECT_THAT(video.notices, IsEmpty());
}

}  // namespace
}  // namespace trainingzip::media
