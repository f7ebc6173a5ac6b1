#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>

#include "accuracy/average_precision.h"
#include "accuracy/coco_dataset.h"
#include "accuracy/keypoint_similarity.h"
#include "media/ffmpeg_log.h"
#include "media/image_reader.h"
#include "vision/person_detector.h"
#include "vision/person_tracker.h"
#include "vision/pose_estimator.h"

namespace trainingzip::accuracy {
namespace {

constexpr std::size_t keypoint_results_per_image = 20;
constexpr std::size_t box_results_per_image = 100;

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

void measure(const std::filesystem::path& dataset, const std::filesystem::path& detector_file,
             const std::filesystem::path& pose_file) {
    const vision::InferenceEngine engine({});
    const vision::PersonDetector detector(engine.load(detector_file));
    const vision::PoseEstimator estimator(engine.load(pose_file), {});
    std::vector<ImageResults> true_boxes;
    std::vector<ImageResults> found_boxes;
    std::vector<ImageResults> second_look;
    std::vector<ImageResults> boxes;
    std::size_t persons = 0;
    const auto images = read_coco_persons(dataset / "person_keypoints.json");
    for (const MarkedImage& image : images) {
        const media::Image picture = media::read_image(dataset / "images" / image.file_name);
        true_boxes.push_back(with_truths(image, true));
        for (const MarkedPerson& person : image.persons) {
            if (person.crowd || person.keypoint_count == 0) continue;
            ++persons;
            const vision::Pose pose = estimator.estimate(picture.view(), person.box);
            add_person(true_boxes.back(), image, {pose, vision::mean_score(pose)});
        }
        const auto detections = detector.detect(picture.view(), 0.05F);
        boxes.push_back(box_results(image, detections));
        found_boxes.push_back(with_truths(image, true));
        second_look.push_back(with_truths(image, true));
        for (const vision::Detection& detection : detections) {
            const vision::Pose pose = estimator.estimate(picture.view(), detection.box);
            add_person(found_boxes.back(), image, {pose, detection.score * vision::mean_score(pose)});
            const auto box = vision::box_of_pose(pose).value_or(detection.box);
            const vision::Pose second = estimator.estimate(picture.view(), box);
            add_person(second_look.back(), image, {second, detection.score * vision::mean_score(second)});
        }
    }
    std::printf("%zu pictures, %zu persons with keypoints\n", images.size(), persons);
    print("person boxes", boxes, box_results_per_image);
    print("keypoints, true boxes", true_boxes, keypoint_results_per_image);
    print("keypoints, boxes of our detector", found_boxes, keypoint_results_per_image);
    print("keypoints, boxes of the keypoints before", second_look, keypoint_results_per_image);
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
