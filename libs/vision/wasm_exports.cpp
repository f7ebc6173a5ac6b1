/// Detection and tracking of the trainee, as the page's WebAssembly module exports it. The networks run
/// outside (onnxruntime-web); their inputs and outputs are in buffers that the follower owns and that do not
/// move. The callers are in web/src/engine/module/.

#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "vision/detector_decoding.h"
#include "vision/heatmap_decoding.h"
#include "vision/movenet_decoding.h"
#include "vision/person_crop.h"
#include "vision/person_tracker.h"

#define TRAININGZIP_EXPORT(name) extern "C" __attribute__((used, export_name(#name)))

namespace vision = trainingzip::vision;

namespace {

constexpr std::array<int, 3> detector_strides = {8, 16, 32};
constexpr int map_stride = 4;
constexpr vision::Normalisation from_minus_one_to_one{{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}};
// The detector is slower than the pose network in a browser, and the pose itself keeps the track.
constexpr vision::PersonTracker::Options tracking{
    .weak_score = 0.25F, .detect_every_seconds = 3, .forget_after_seconds = 1};

/// While somebody else is in the picture, their place is looked up this often.
constexpr double look_again_seconds = 1;
/// Who is smaller against the person who is followed stands far behind.
constexpr float least_relative_height = 0.4F;
/// A detection that overlaps more is that person.
constexpr float same_person_overlap = 0.4F;

/// The numbers are those of web/src/engine/module/follower.ts.
enum class PoseOutputs { heatmaps = 0, movenet = 1 };

/// How many maps each output of a pose network has, a value for every fourth pixel of its input both ways.
std::vector<std::size_t> maps_of(PoseOutputs outputs) {
    if (outputs == PoseOutputs::heatmaps) return {vision::part_count};
    return {1, 2 * vision::part_count, vision::part_count, 2 * vision::part_count};
}

/// What goes in and out of the pose network.
struct PoseBuffers {
    int width;
    int height;
    PoseOutputs kind;
    std::vector<float> input;
    std::vector<std::vector<float>> outputs;

    PoseBuffers(int input_width, int input_height, PoseOutputs output_kind)
        : width(input_width),
          height(input_height),
          kind(output_kind),
          input(3 * static_cast<std::size_t>(input_width) * static_cast<std::size_t>(input_height)) {
        const auto values =
            static_cast<std::size_t>(width / map_stride) * static_cast<std::size_t>(height / map_stride);
        for (const std::size_t maps : maps_of(kind)) outputs.emplace_back(maps * values);
    }

    vision::Normalisation normalisation() const {
        return kind == PoseOutputs::movenet ? from_minus_one_to_one : vision::Normalisation{};
    }

    vision::CropRegion region(const vision::Box& box) const {
        if (kind == PoseOutputs::movenet) return vision::movenet_region(box);
        return vision::person_region(box, static_cast<float>(width) / static_cast<float>(height));
    }

    vision::Pose decode(const vision::CropRegion& region) const {
        const int columns = width / map_stride;
        if (kind == PoseOutputs::movenet) {
            return vision::decode_movenet({columns, outputs[0], outputs[1], outputs[2], outputs[3]}, region);
        }
        return vision::decode_heatmaps(outputs[0], columns, height / map_stride, region);
    }
};

struct Follower {
    int width;
    int height;
    int detector_size;
    float least_detection_score;
    vision::PersonTracker tracker;
    std::vector<std::uint8_t> pixels;
    std::vector<float> detector_input;
    std::array<std::vector<float>, 3> levels;
    float scale = 1;
    PoseBuffers network;
    vision::CropRegion region;
    std::array<float, 3 * vision::part_count> pose{};
    std::array<float, 4> box{};
    /// Left, top, right and bottom of each.
    std::vector<float> others;
    double last_look = 0;

    Follower(int picture_width, int picture_height, int size_of_detector, float least_score,
             PoseBuffers pose_buffers)
        : width(picture_width),
          height(picture_height),
          detector_size(size_of_detector),
          least_detection_score(least_score),
          tracker(picture_width, picture_height, tracking),
          pixels(static_cast<std::size_t>(picture_width) * static_cast<std::size_t>(picture_height) * 4),
          detector_input(3 * static_cast<std::size_t>(size_of_detector) *
                         static_cast<std::size_t>(size_of_detector)),
          network(std::move(pose_buffers)) {
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const auto cells = static_cast<std::size_t>(detector_size / detector_strides[i]);
            levels[i].resize(cells * cells * 5);
        }
    }

    void find_others(const std::vector<vision::Detection>& persons) {
        others.clear();
        const auto& own = tracker.box();
        if (!own) return;
        for (const auto& person : persons) {
            const vision::Box& one = person.box;
            if (one.height() < least_relative_height * own->height()) continue;
            if (vision::intersection_over_union(one, *own) > same_person_overlap) continue;
            others.insert(others.end(), {one.left, one.top, one.right, one.bottom});
        }
    }

    trainingzip::media::ImageView picture() const {
        return {pixels.data(), width, height, 4 * width, trainingzip::media::PixelFormat::rgba};
    }
};

}  // namespace

/// Sizes in pixels: of the camera's picture, of the detector's square input, a multiple of 32, and of the
/// pose network's input, multiples of 4. pose_outputs: see PoseOutputs; MoveNet's input is a square.
TRAININGZIP_EXPORT(follower_create)
Follower* follower_create(int width, int height, int detector_size, float least_detection_score,
                          int crop_width, int crop_height, int pose_outputs) {
    return new Follower(width, height, detector_size, least_detection_score,
                        {crop_width, crop_height, static_cast<PoseOutputs>(pose_outputs)});
}

/// RGBA, width × height, row by row.
TRAININGZIP_EXPORT(follower_pixels) std::uint8_t* follower_pixels(Follower* follower) {
    return follower->pixels.data();
}

TRAININGZIP_EXPORT(follower_wants_detection) int follower_wants_detection(Follower* follower, double time) {
    const bool is_due = !follower->others.empty() && time - follower->last_look >= look_again_seconds;
    return is_due || follower->tracker.wants_detection(time) ? 1 : 0;
}

/// Fills and returns the detector's input, 1 × 3 × size × size.
TRAININGZIP_EXPORT(follower_detector_input) const float* follower_detector_input(Follower* follower) {
    follower->scale = vision::letter_box(follower->picture(), follower->detector_size, {},
                                         std::span(follower->detector_input));
    return follower->detector_input.data();
}

/// Where the detector's output of level 0, 1 or 2 goes: n × n × 5 with n = size / 8, size / 16, size / 32.
TRAININGZIP_EXPORT(follower_detector_level) float* follower_detector_level(Follower* follower, int level) {
    return follower->levels[static_cast<std::size_t>(level)].data();
}

TRAININGZIP_EXPORT(follower_detected) void follower_detected(Follower* follower, double time) {
    std::array<vision::DetectorLevel, 3> levels;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const int cells = follower->detector_size / detector_strides[i];
        levels[i] = {follower->levels[i], cells, cells, detector_strides[i]};
    }
    const auto persons = vision::decode_detections(levels, follower->scale, follower->width, follower->height,
                                                   follower->least_detection_score);
    follower->tracker.detected(persons, time);
    follower->last_look = time;
    follower->find_others(persons);
}

/// How many persons the last detection found besides the one who is followed.
TRAININGZIP_EXPORT(follower_other_count) int follower_other_count(Follower* follower) {
    return static_cast<int>(follower->others.size() / 4);
}

/// Left, top, right and bottom of each of them in pixels of the picture.
TRAININGZIP_EXPORT(follower_others) const float* follower_others(Follower* follower) {
    return follower->others.data();
}

/// Left, top, right and bottom of the person who is followed, or null when there is none.
TRAININGZIP_EXPORT(follower_box) const float* follower_box(Follower* follower) {
    const auto& box = follower->tracker.box();
    if (!box) return nullptr;
    follower->box = {box->left, box->top, box->right, box->bottom};
    return follower->box.data();
}

/// Follows the person in this box from now on.
TRAININGZIP_EXPORT(follower_follow)
void follower_follow(Follower* follower, float left, float top, float right, float bottom, double time) {
    follower->tracker.start({left, top, right, bottom}, time);
    follower->others.clear();
    follower->last_look = 0;
}

/// Fills and returns the pose network's input, 1 × 3 × crop_height × crop_width, or null when nobody is
/// known.
TRAININGZIP_EXPORT(follower_pose_input) const float* follower_pose_input(Follower* follower) {
    const auto& box = follower->tracker.box();
    if (!box) return nullptr;
    PoseBuffers& network = follower->network;
    follower->region = network.region(*box);
    vision::crop_person(follower->picture(), follower->region, network.width, network.height,
                        network.normalisation(), network.input);
    return network.input.data();
}

/// How many outputs the pose network has.
TRAININGZIP_EXPORT(follower_pose_output_count) int follower_pose_output_count(Follower* follower) {
    return static_cast<int>(follower->network.outputs.size());
}

/// How many values one of them has, counted from 0.
TRAININGZIP_EXPORT(follower_pose_output_length)
int follower_pose_output_length(Follower* follower, int output) {
    return static_cast<int>(follower->network.outputs[static_cast<std::size_t>(output)].size());
}

/// Where it goes.
TRAININGZIP_EXPORT(follower_pose_output) float* follower_pose_output(Follower* follower, int output) {
    return follower->network.outputs[static_cast<std::size_t>(output)].data();
}

/// Decodes the outputs; returns x, y and score of each joint in pixels of the picture, or null when the
/// person is lost.
TRAININGZIP_EXPORT(follower_estimated) const float* follower_estimated(Follower* follower, double time) {
    const auto pose = follower->network.decode(follower->region);
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
