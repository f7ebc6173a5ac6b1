#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string_view>

#include "media/ffmpeg_log.h"
#include "media/sandboxed_video_reader.h"
#include "media/video_reader.h"
#include "speed/measuring.h"
#include "vision/trainer_poses.h"

namespace trainingzip {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

struct Setting {
    int threads;
    bool spinning;
    std::size_t frames_at_once;
    double detect_every_seconds;
};

constexpr Setting settings[] = {
    {1, false, 1, 0.5}, {1, false, 2, 0.5}, {1, false, 3, 0.5}, {1, false, 2, 0.0},
    {2, false, 1, 0.5}, {2, true, 1, 0.5},  {2, false, 2, 0.5},
};

double seconds_since(steady_clock::time_point begin) {
    return duration<double>(steady_clock::now() - begin).count();
}

/// Frames per second.
double decoding_speed(media::FrameSource& frames, std::int64_t& count) {
    media::Frame frame;
    const auto begin = steady_clock::now();
    for (count = 0; frames.read(frame); ++count) {
    }
    return static_cast<double>(count) / seconds_since(begin);
}

double pose_seconds(const std::filesystem::path& video, const vision::PersonDetector& detector,
                    const vision::PoseEstimator& estimator, const vision::TrainerPosesOptions& options) {
    const auto begin = steady_clock::now();
    media::SandboxedVideoReader frames(video, reader_options());
    const auto people = [&] {
        media::SandboxedVideoReader beginning(video, reader_options());
        return vision::search_trainer(beginning, detector, estimator, options.search);
    }();
    vision::find_trainer_poses(frames, people, detector, estimator, options, [](const auto&) {});
    return seconds_since(begin);
}

/// Rounds go around all settings, so that what else the machine does falls on all of them alike.
void measure(const std::filesystem::path& video, const std::filesystem::path& detector_file,
             const std::filesystem::path& pose_file, vision::Device device, int rounds) {
    std::int64_t frames = 0;
    for (int round = 0; round < rounds; ++round) {
        media::VideoReader here(video, {});
        std::printf("decoding alone, in this process  %7.1f frames/s\n", decoding_speed(here, frames));
        media::SandboxedVideoReader sandboxed(video, reader_options());
        std::printf("decoding alone, in the sandbox   %7.1f frames/s\n", decoding_speed(sandboxed, frames));
        for (const Setting& setting : settings) {
            const vision::InferenceEngine engine({device, false, setting.threads, setting.spinning});
            const vision::PersonDetector detector(engine.load(detector_file));
            const vision::PoseEstimator estimator(engine.load(pose_file), {});
            vision::TrainerPosesOptions options;
            options.frames_at_once = setting.frames_at_once;
            options.finder.tracker.detect_every_seconds = setting.detect_every_seconds;
            const double processor_before = processor_seconds();
            const double seconds = pose_seconds(video, detector, estimator, options);
            const double processor = processor_seconds() - processor_before;
            std::printf(
                "%d threads %s, %zu frames at once, detector every %.1f s  %7.1f frames/s, %5.1f ms of "
                "processor a frame\n",
                setting.threads, setting.spinning ? "spinning" : "sleeping", setting.frames_at_once,
                setting.detect_every_seconds, static_cast<double>(frames) / seconds,
                1000 * processor / static_cast<double>(frames));
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
