#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <vector>

#include "media/ffmpeg_log.h"
#include "media/video_reader.h"
#include "vision/trainer_poses.h"
#include "vision/trunk_length.h"

namespace trainingzip::accuracy {
namespace {

struct Track {
    std::vector<vision::TimedPose> poses;
    double processor_seconds = 0;
};

Track track_of(const std::filesystem::path& video, const vision::PersonDetector& detector,
               const vision::PoseEstimator& estimator, const vision::TrainerPosesOptions& options) {
    Track track;
    media::VideoReader beginning(video, {});
    const auto people = vision::search_trainer(beginning, detector, estimator, options.search);
    media::VideoReader frames(video, {});
    const std::clock_t began = std::clock();
    vision::find_trainer_poses(frames, people, detector, estimator, options,
                               [&](const vision::TimedPose& pose) { track.poses.push_back(pose); });
    track.processor_seconds = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    return track;
}

double percentile(std::vector<double>& values, double share) {
    if (values.empty()) return 0;
    const auto place = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(place), values.end());
    return values[place];
}

/// Distances of keypoints that are certain in both, in per cent of the trunk.
std::vector<double> distances(const std::vector<const vision::TimedPose*>& a,
                              const std::vector<const vision::TimedPose*>& b) {
    constexpr float certain = 0.4F;
    std::vector<double> found;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const float trunk = vision::trunk_length(b[i]->pose);
        if (trunk <= 0) continue;
        for (std::size_t part = 0; part < vision::part_count; ++part) {
            const vision::Keypoint& one = a[i]->pose[part];
            const vision::Keypoint& other = b[i]->pose[part];
            if (std::min(one.score, other.score) < certain) continue;
            found.push_back(100 *
                            std::hypot(one.position.x - other.position.x, one.position.y - other.position.y) /
                            trunk);
        }
    }
    return found;
}

void print(const char* name, std::vector<double> values) {
    std::printf("  %-44s median %.2f %%  p95 %.2f %%  p99 %.2f %% of the trunk\n", name,
                percentile(values, 0.5), percentile(values, 0.95), percentile(values, 0.99));
}

/// From each frame to the next.
std::vector<double> steps(const Track& track) {
    std::vector<const vision::TimedPose*> from;
    std::vector<const vision::TimedPose*> to;
    for (std::size_t i = 1; i < track.poses.size(); ++i) {
        from.push_back(&track.poses[i - 1]);
        to.push_back(&track.poses[i]);
    }
    return distances(from, to);
}

void measure(const std::filesystem::path& video, const vision::PersonDetector& detector,
             const vision::PoseEstimator& estimator) {
    vision::TrainerPosesOptions every_frame;
    every_frame.infers_every_frame = true;
    const Track reference = track_of(video, detector, estimator, every_frame);
    const Track track = track_of(video, detector, estimator, {});
    std::vector<const vision::TimedPose*> interpolated;
    std::vector<const vision::TimedPose*> inferred;
    std::size_t unseen = 0;
    for (std::size_t i = 0; i < track.poses.size(); ++i) {
        if (track.poses[i].origin == vision::PoseOrigin::unseen) ++unseen;
        if (track.poses[i].origin != vision::PoseOrigin::not_inferred) continue;
        interpolated.push_back(&track.poses[i]);
        inferred.push_back(&reference.poses[i]);
    }
    const auto frames = static_cast<double>(track.poses.size());
    std::printf("%s: %zu frames, %zu of them interpolated, %zu where nobody was seen for a moment\n",
                video.filename().c_str(), track.poses.size(), interpolated.size(), unseen);
    std::printf("  processor: %.1f ms a frame, every frame inferred %.1f ms\n",
                1000 * track.processor_seconds / frames, 1000 * reference.processor_seconds / frames);
    print("an interpolated keypoint from the inferred one", distances(interpolated, inferred));
    print("from one frame to the next", steps(track));
    print("the same, every frame inferred", steps(reference));
}

}  // namespace
}  // namespace trainingzip::accuracy

int main(int argument_count, char** arguments) {
    using namespace trainingzip;
    if (argument_count < 3) {
        std::fprintf(stderr,
                     "usage: trainingzip-track-accuracy MODELS VIDEO...\n"
                     "Prints what it costs to interpolate poses instead of inferring each.\n");
        return 2;
    }
    try {
        media::silence_ffmpeg();
        const std::filesystem::path models = arguments[1];
        const vision::InferenceEngine engine({vision::Device::cpu, false, 1, false});
        const vision::PersonDetector detector(engine.load(models / "rtmdet_nano/rtmdet-nano.onnx"));
        const vision::PoseEstimator estimator(
            engine.load(models / "pp_tinypose_256x192/model_fp32_folded.onnx"), {});
        for (int i = 2; i < argument_count; ++i) accuracy::measure(arguments[i], detector, estimator);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
