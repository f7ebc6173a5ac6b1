#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string_view>

#include "media/ffmpeg_log.h"
#include "vision/trainer_poses.h"

namespace trainingzip {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

double seconds_since(steady_clock::time_point begin) {
    return duration<double>(steady_clock::now() - begin).count();
}

double decoding_seconds(const std::filesystem::path& video, std::int64_t& frames) {
    media::VideoReader reader(video, {});
    media::Frame frame;
    const auto begin = steady_clock::now();
    while (reader.read(frame)) {
    }
    frames = reader.frames_read();
    return seconds_since(begin);
}

double pose_seconds(const std::filesystem::path& video, const vision::PersonDetector& detector,
                    const vision::PoseEstimator& estimator, const vision::TrainerPosesOptions& options) {
    const auto begin = steady_clock::now();
    vision::find_trainer_poses(
        video, detector, estimator, options, {}, [](const auto&) {}, [](const auto&) {});
    return seconds_since(begin);
}

/// Rounds go around all settings, so that what else the machine does falls on all of them alike.
void measure(const std::filesystem::path& video, const std::filesystem::path& detector_file,
             const std::filesystem::path& pose_file, vision::Device device, int rounds) {
    std::int64_t frames = 0;
    for (int round = 0; round < rounds; ++round) {
        const double decoding = decoding_seconds(video, frames);
        std::printf("decoding alone                      %7.1f frames/s\n",
                    static_cast<double>(frames) / decoding);
        for (const int threads : {1, 2}) {
            for (const bool spinning : {false, true}) {
                for (const double detect_every : {0.0, 0.5}) {
                    const vision::InferenceEngine engine({device, false, threads, spinning});
                    const vision::PersonDetector detector(engine.load(detector_file));
                    const vision::PoseEstimator estimator(engine.load(pose_file), {});
                    vision::TrainerPosesOptions options;
                    options.tracker.detect_every_seconds = detect_every;
                    const double seconds = pose_seconds(video, detector, estimator, options);
                    std::printf("%d threads, %s, detector every %.1f s  %7.1f frames/s\n", threads,
                                spinning ? "spinning" : "sleeping", detect_every,
                                static_cast<double>(frames) / seconds);
                }
            }
        }
    }
}

}  // namespace
}  // namespace trainingzip

int main(int argument_count, char** arguments) {
    if (argument_count < 4 || argument_count > 6) {
        std::fprintf(stderr,
                     "usage: trainingzip-pose-speed VIDEO DETECTOR.onnx POSE.onnx [cpu|cuda] [ROUNDS]\n"
                     "Prints frames per second of the poses of a video under several settings.\n");
        return 2;
    }
    try {
        trainingzip::media::silence_ffmpeg();
        const bool cuda = argument_count > 4 && std::string_view(arguments[4]) == "cuda";
        const int rounds = argument_count > 5 ? std::atoi(arguments[5]) : 2;
        trainingzip::measure(arguments[1], arguments[2], arguments[3],
                             cuda ? trainingzip::vision::Device::cuda : trainingzip::vision::Device::cpu,
                             rounds);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
