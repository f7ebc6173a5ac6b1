/// Finding and following the trainee, as the page's WebAssembly module offers it. The networks run outside
/// (onnxruntime-web); what goes in and out of them is in buffers that belong to the follower and stay where
/// they are. The other side is in web/src/engine/module/.

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "vision/detector_decoding.h"
#include "vision/heatmap_decoding.h"
#include "vision/person_crop.h"
#include "vision/trainer_tracker.h"

#define TRAININGZIP_EXPORT(name) extern "C" __attribute__((used, export_name(#name)))

namespace vision = trainingzip::vision;

namespace {

constexpr int detector_size = 320;
constexpr std::array<int, 3> detector_strides = {8, 16, 32};
constexpr float least_detection_score = 0.35F;
constexpr int heatmap_stride = 4;
// The detector is slower than the pose network in a browser, and the pose itself keeps the track.
constexpr vision::TrainerTracker::Options tracking{
    .weak_score = 0.25F, .detect_every_seconds = 3, .forget_after_seconds = 1};

struct Follower {
    int width;
    int height;
    int crop_width;
    int crop_height;
    vision::TrainerTracker tracker;
    std::vector<std::uint8_t> pixels;
    std::vector<float> detector_input;
    std::array<std::vector<float>, 3> levels;
    float scale = 1;
    std::vector<float> crop;
    std::vector<float> heatmaps;
    vision::CropRegion region;
    std::array<float, 3 * vision::part_count> pose{};

    Follower(int picture_width, int picture_height, int network_width, int network_height)
        : width(picture_width),
          height(picture_height),
          crop_width(network_width),
          crop_height(network_height),
          tracker(picture_width, picture_height, tracking),
          pixels(static_cast<std::size_t>(picture_width) * static_cast<std::size_t>(picture_height) * 4),
          detector_input(3 * detector_size * detector_size),
          crop(3 * static_cast<std::size_t>(network_width) * static_cast<std::size_t>(network_height)),
          heatmaps(vision::part_count * static_cast<std::size_t>(network_width / heatmap_stride) *
                   static_cast<std::size_t>(network_height / heatmap_stride)) {
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const auto cells = static_cast<std::size_t>(detector_size / detector_strides[i]);
            levels[i].resize(cells * cells * 5);
        }
    }

    trainingzip::media::ImageView picture() const {
        return {pixels.data(), width, height, 4 * width, trainingzip::media::PixelFormat::rgba};
    }
};

}  // namespace

/// Sizes in pixels: of the camera's picture, and of the pose network's input, whose heat maps are a quarter.
TRAININGZIP_EXPORT(follower_create)
Follower* follower_create(int width, int height, int crop_width, int crop_height) {
    return new Follower(width, height, crop_width, crop_height);
}

/// RGBA, width × height, row by row.
TRAININGZIP_EXPORT(follower_pixels) std::uint8_t* follower_pixels(Follower* follower) {
    return follower->pixels.data();
}

TRAININGZIP_EXPORT(follower_wants_detection) int follower_wants_detection(Follower* follower, double time) {
    return follower->tracker.wants_detection(time) ? 1 : 0;
}

/// Fills and returns the detector's input, 1 × 3 × 320 × 320.
TRAININGZIP_EXPORT(follower_detector_input) const float* follower_detector_input(Follower* follower) {
    follower->scale =
        vision::letter_box(follower->picture(), detector_size, {}, std::span(follower->detector_input));
    return follower->detector_input.data();
}

/// Where the detector's output of level 0, 1 or 2 goes: n × n × 5 with n = 40, 20, 10.
TRAININGZIP_EXPORT(follower_detector_level) float* follower_detector_level(Follower* follower, int level) {
    return follower->levels[static_cast<std::size_t>(level)].data();
}

TRAININGZIP_EXPORT(follower_detected) void follower_detected(Follower* follower, double time) {
    std::array<vision::DetectorLevel, 3> levels;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const int cells = detector_size / detector_strides[i];
        levels[i] = {follower->levels[i], cells, cells, detector_strides[i]};
    }
    const auto persons = vision::decode_detections(levels, follower->scale, follower->width, follower->height,
                                                   least_detection_score);
    follower->tracker.detected(persons, time);
}

/// Fills and returns the pose network's input, 1 × 3 × crop_height × crop_width, or null when nobody is
/// known.
TRAININGZIP_EXPORT(follower_pose_input) const float* follower_pose_input(Follower* follower) {
    const auto& box = follower->tracker.box();
    if (!box) return nullptr;
    const float aspect = static_cast<float>(follower->crop_width) / static_cast<float>(follower->crop_height);
    follower->region = vision::person_region(*box, aspect);
    vision::crop_person(follower->picture(), follower->region, follower->crop_width, follower->crop_height,
                        {}, follower->crop);
    return follower->crop.data();
}

/// Where the pose network's output goes: 17 × crop_height / 4 × crop_width / 4.
TRAININGZIP_EXPORT(follower_heatmaps) float* follower_heatmaps(Follower* follower) {
    return follower->heatmaps.data();
}

/// Decodes the heat maps; returns x, y and score of each joint in pixels of the picture, or null when the
/// person is lost.
TRAININGZIP_EXPORT(follower_estimated) const float* follower_estimated(Follower* follower, double time) {
    const auto pose = vision::decode_heatmaps(follower->heatmaps, follower->crop_width / heatmap_stride,
                                              follower->crop_height / heatmap_stride, follower->region);
    if (!follower->tracker.estimated(pose, time)) return nullptr;
    float* number = follower->pose.data();
    for (const auto& keypoint : pose) {
        *number++ = keypoint.position.x;
        *number++ = keypoint.position.y;
        *number++ = keypoint.score;
    }
    return follower->pose.data();
}

TRAININGZIP_EXPORT(follower_free) void follower_free(Follower* follower) {
    delete follower;
}
