#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <utility>

#include "accuracy/average_precision.h"
#include "accuracy/coco_dataset.h"
#include "accuracy/keypoint_similarity.h"
#include "media/ffmpeg_log.h"
#include "media/image_reader.h"
#include "media/orientation.h"
#include "vision/orientation_search.h"
#include "vision/person_detector.h"
#include "vision/person_tracker.h"
#include "vision/pose_estimator.h"

namespace trainingzip::accuracy {
namespace {

constexpr std::size_t keypoint_results_per_image = 20;
constexpr std::size_t box_results_per_image = 100;
constexpr float least_score_of_any_turn = 0.3F;

struct FoundPerson {
    vision::Pose pose;
    double score = 0;
};

void add_person(ImageResults& results, const MarkedImage& image, const FoundPerson& found) {
    const auto by_x = [](const auto& a, const auto& b) { return a.position.x < b.position.x; };
    const auto by_y = [](const auto& a, const auto& b) { return a.position.y < b.position.y; };
    const auto [left, right] = std::minmax_element(found.pose.begin(), found.pose.end(), by_x);
    const auto [top, bottom] = std::minmax_element(found.pose.begin(), found.pose.end(), by_y);
    results.scores.push_back(found.score);
    results.areas.push_back((right->position.x - left->position.x) * (bottom->position.y - top->position.y));
    auto& row = results.similarity.emplace_back();
    for (const MarkedPerson& person : image.persons)
        row.push_back(object_keypoint_similarity(found.pose, person));
}

ImageResults with_truths(const MarkedImage& image, bool keypoints) {
    ImageResults results;
    for (const MarkedPerson& person : image.persons) {
        results.truths.push_back({person.area, keypoints && person.keypoint_count == 0, person.crowd});
    }
    return results;
}

ImageResults box_results(const MarkedImage& image, const std::vector<vision::Detection>& detections) {
    ImageResults results = with_truths(image, false);
    for (const vision::Detection& detection : detections) {
        results.scores.push_back(detection.score);
        results.areas.push_back(detection.box.area());
        auto& row = results.similarity.emplace_back();
        for (const MarkedPerson& person : image.persons) {
            const float common = vision::intersection(detection.box, person.box).area();
            row.push_back(person.crowd ? common / detection.box.area()
                                       : vision::intersection_over_union(detection.box, person.box));
        }
    }
    return results;
}

void print(const char* name, const std::vector<ImageResults>& images, std::size_t results_per_image) {
    const PrecisionSummary summary = summarise(images, results_per_image);
    std::printf("%-44s AP %.3f  AP50 %.3f  AP75 %.3f  medium %.3f  large %.3f\n", name, summary.ap,
                summary.ap50, summary.ap75, summary.ap_medium, summary.ap_large);
}

MarkedImage turned_image(MarkedImage image, int turns) {
    const vision::Point last{static_cast<float>(image.width - 1), static_cast<float>(image.height - 1)};
    for (MarkedPerson& person : image.persons) {
        person.box = vision::turned(person.box, last, turns);
        for (MarkedKeypoint& keypoint : person.keypoints)
            keypoint.position = vision::turned(keypoint.position, last, turns);
    }
    if (turns % 2 != 0) std::swap(image.width, image.height);
    return image;
}

/// What is printed for one turn of the pictures.
struct Results {
    std::vector<ImageResults> boxes;
    std::vector<ImageResults> true_boxes;
    std::vector<ImageResults> any_turn;
    std::vector<ImageResults> found_boxes;
    std::vector<ImageResults> found_any_turn;
    std::vector<ImageResults> second_look;
};

void add_image(Results& results, const MarkedImage& image, const media::Image& picture,
               const vision::PersonDetector& detector, const vision::PoseEstimator& estimator) {
    for (auto* list : {&results.true_boxes, &results.any_turn, &results.found_boxes, &results.found_any_turn,
                       &results.second_look}) {
        list->push_back(with_truths(image, true));
    }
    const media::ImageView view = picture.view();
    for (const MarkedPerson& person : image.persons) {
        if (person.crowd || person.keypoint_count == 0) continue;
        const vision::Pose upright = estimator.estimate(view, person.box);
        add_person(results.true_boxes.back(), image, {upright, vision::mean_score(upright)});
        const vision::Pose any = vision::search_orientation(estimator, view, person.box, {upright, 0}).pose;
        add_person(results.any_turn.back(), image, {any, vision::mean_score(any)});
    }
    const auto detections = detector.detect(view, 0.05F);
    results.boxes.push_back(box_results(image, detections));
    for (const vision::Detection& detection : detections) {
        const auto score = [&](const vision::Pose& pose) {
            return detection.score * vision::mean_score(pose);
        };
        const vision::Pose upright = estimator.estimate(view, detection.box);
        add_person(results.found_boxes.back(), image, {upright, score(upright)});
        // As unlikely a person only counts for the tail of the curve, and would take most of the time.
        const bool likely = detection.score >= least_score_of_any_turn;
        const vision::OrientedPose known{upright, 0};
        const auto any = likely ? vision::search_orientation(estimator, view, detection.box, known) : known;
        add_person(results.found_any_turn.back(), image, {any.pose, score(any.pose)});
        const auto box = vision::box_of_pose(any.pose).value_or(detection.box);
        const vision::Pose second = estimator.estimate(view, box, any.quarter_turns);
        add_person(results.second_look.back(), image, {second, score(second)});
    }
}

void print(const Results& results) {
    print("person boxes", results.boxes, box_results_per_image);
    print("keypoints, true boxes, upright crop", results.true_boxes, keypoint_results_per_image);
    print("keypoints, true boxes, crop in any turn", results.any_turn, keypoint_results_per_image);
    print("keypoints, boxes of our detector, upright", results.found_boxes, keypoint_results_per_image);
    print("keypoints, boxes of our detector, any turn", results.found_any_turn, keypoint_results_per_image);
    print("keypoints, boxes of the keypoints before", results.second_look, keypoint_results_per_image);
}

void measure(const std::filesystem::path& dataset, const std::filesystem::path& detector_file,
             const std::filesystem::path& pose_file) {
    const vision::InferenceEngine engine({});
    const vision::PersonDetector detector(engine.load(detector_file));
    const vision::PoseEstimator estimator(engine.load(pose_file), {});
    const auto images = read_coco_persons(dataset / "person_keypoints.json");
    std::size_t persons = 0;
    for (const MarkedImage& image : images) {
        persons += static_cast<std::size_t>(std::count_if(
            image.persons.begin(), image.persons.end(),
            [](const MarkedPerson& person) { return !person.crowd && person.keypoint_count > 0; }));
    }
    std::printf("%zu pictures, %zu persons with keypoints\n", images.size(), persons);
    for (int turns = 0; turns < 4; ++turns) {
        Results results;
        for (const MarkedImage& image : images) {
            const media::Image picture = media::read_image(dataset / "images" / image.file_name);
            media::Image turned;
            media::apply_orientation(picture, {.quarter_turns = turns}, turned);
            add_image(results, turned_image(image, turns), turned, detector, estimator);
        }
        std::printf("pictures turned by %d degrees\n", 90 * turns);
        print(results);
        std::fflush(stdout);
    }
}

}  // namespace
}  // namespace trainingzip::accuracy

int main(int argument_count, char** arguments) {
    if (argument_count != 4) {
        std::fprintf(stderr,
                     "usage: trainingzip-keypoint-accuracy DATASET DETECTOR.onnx POSE.onnx\n"
                     "Prints COCO average precision. DATASET holds person_keypoints.json and images/.\n");
        return 2;
    }
    try {
        trainingzip::media::silence_ffmpeg();
        trainingzip::accuracy::measure(arguments[1], arguments[2], arguments[3]);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
