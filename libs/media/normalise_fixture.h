#pragma once

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>

#include "media/ffmpeg_log.h"
#include "media/made_videos.h"
#include "media/normalise.h"

namespace trainingzip::test {

/// Normalises made videos and looks at what came out as the program ffmpeg sees it.
class NormaliseTest : public MadeVideos {
  protected:
    NormaliseTest() { media::silence_ffmpeg(); }

    media::NormalisedVideo run(const std::filesystem::path& source,
                               const media::NormaliseOptions& options = {}) {
        output = path("normalised.mp4");
        return media::normalise(source, output, options, [this](std::int64_t frames, std::int64_t total) {
            progress_frames = frames;
            progress_total = total;
        });
    }

    static std::string bytes_of(const std::filesystem::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    /// All frames of a video as ffmpeg decodes (and lays upright) them, one byte for each sample.
    std::string samples(const std::filesystem::path& file, const std::string& format,
                        const std::string& options = {}) {
        return bytes_of(make(
            "-i '" + file.string() + "' -fps_mode passthrough -f rawvideo " + options + " -pix_fmt " + format,
            "samples.raw"));
    }

    /// The mean distance of two files of samples, which must be of one size.
    static double mean_distance(const std::string& one, const std::string& other) {
        EXPECT_EQ(one.size(), other.size());
        EXPECT_FALSE(one.empty());
        if (one.size() != other.size() || one.empty()) return 255;
        double sum = 0;
        for (std::size_t i = 0; i < one.size(); ++i) {
            sum += std::abs(static_cast<unsigned char>(one[i]) - static_cast<unsigned char>(other[i]));
        }
        return sum / static_cast<double>(one.size());
    }

    std::filesystem::path output;
    std::int64_t progress_frames = 0;
    std::int64_t progress_total = 0;
};

}  // namespace trainingzip::test
