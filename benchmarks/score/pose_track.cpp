/// Writes the trainer's track of a video, as the page gets it, to standard output.

#include <cstdio>
#include <exception>

#include "media/ffmpeg_log.h"
#include "media/sandboxed_video_reader.h"
#include "speed/measuring.h"
#include "vision/pose_block.h"
#include "vision/trainer_poses.h"

namespace trainingzip {
namespace {

vision::PoseBlock poses_of(const char* video, const char* detector_file, const char* pose_file) {
    const vision::InferenceEngine engine({vision::Device::cpu, false, 1, false});
    const vision::PersonDetector detector(engine.load(detector_file));
    const vision::PoseEstimator estimator(engine.load(pose_file), {});
    const vision::TrainerPosesOptions options;
    media::SandboxedVideoReader beginning(video, reader_options());
    const auto people = vision::search_trainer(beginning, detector, estimator, options.search);
    media::SandboxedVideoReader frames(video, reader_options());
    vision::PoseBlock block;
    block.width = static_cast<std::uint16_t>(frames.info().width);
    block.height = static_cast<std::uint16_t>(frames.info().height);
    vision::find_trainer_poses(frames, people, detector, estimator, options,
                               [&](const vision::TimedPose& pose) { block.frames.push_back(pose); });
    return block;
}

}  // namespace
}  // namespace trainingzip

int main(int argument_count, char** arguments) {
    if (argument_count != 4) {
        std::fprintf(stderr,
                     "usage: trainingzip-pose-track VIDEO DETECTOR.onnx POSE.onnx >TRACK\n"
                     "Writes the trainer's track in the binary form of the API server.\n");
        return 2;
    }
    try {
        trainingzip::media::silence_ffmpeg();
        const auto bytes = trainingzip::vision::encode_pose_block(
            trainingzip::poses_of(arguments[1], arguments[2], arguments[3]));
        return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() ? 0 : 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
