#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <exception>
#include <string>
#include <vector>

#include "accuracy/average_precision.h"
#include "accuracy/coco_dataset.h"
#include "media/ffmpeg_log.h"
#include "media/image_reader.h"
#include "vision/mask_rcnn.h"
#include "vision/mask_rcnn_masker.h"
#include "vision/person_tracker.h"
#include "vision/pose_estimator.h"
#include "vision/segmentation_masker.h"

namespace trainingzip::accuracy {
namespace {

constexpr std::size_t results_per_image = 100;

struct Overlap {
    double intersection_over_union = 0;
    double share_of_found = 0;  ///< Of the found mask inside the true one, for crowds.
};

Overlap overlap(const vision::Plane& found, const std::vector<std::uint8_t>& truth) {
    double common = 0;
    double either = 0;
    double area = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const bool inside = found.values[i] > 0.5F;
        common += inside && truth[i] != 0 ? 1 : 0;
        either += inside || truth[i] != 0 ? 1 : 0;
        area += inside ? 1 : 0;
    }
    return {either > 0 ? common / either : 0, area > 0 ? common / area : 0};
}

double area_of(const vision::Plane& found) {
    double area = 0;
    for (const float value : found.values) area += value > 0.5F ? 1 : 0;
    return area;
}

/// Of persons of one range of sizes.
struct MeanOverlap {
    double sum = 0;  ///< Of the best intersection over union of each.
    int persons = 0;
};

struct Measured {
    std::vector<ImageResults> results;
    MeanOverlap medium;
    MeanOverlap large;
    double seconds = 0;  ///< Of processor, for the masks alone.
};

ImageResults with_truths(const MarkedImage& image) {
    ImageResults results;
    for (const MarkedPerson& person : image.persons) {
        results.truths.push_back({person.area, false, person.crowd});
    }
    return results;
}

ImageResults box_results(const MarkedImage& image, const std::vector<vision::Detection>& detections) {
    ImageResults results = with_truths(image);
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

using Masks = std::vector<vision::Plane>;

void add_masks(const MarkedImage& image, const std::vector<vision::Detection>& detections, const Masks& masks,
               Measured& measured) {
    std::vector<std::vector<std::uint8_t>> truths;
    for (const MarkedPerson& person : image.persons) {
        truths.push_back(mask_of(person, image.width, image.height));
    }
    ImageResults results = with_truths(image);
    std::vector<double> best(truths.size(), 0);
    vision::Plane found(image.width, image.height);
    for (std::size_t i = 0; i < masks.size(); ++i) {
        vision::stretch(masks[i], found);
        results.scores.push_back(detections[i].score);
        results.areas.push_back(area_of(found));
        auto& row = results.similarity.emplace_back();
        for (std::size_t k = 0; k < truths.size(); ++k) {
            const Overlap with = overlap(found, truths[k]);
            row.push_back(image.persons[k].crowd ? with.share_of_found : with.intersection_over_union);
            best[k] = std::max(best[k], with.intersection_over_union);
        }
    }
    for (std::size_t k = 0; k < truths.size(); ++k) {
        if (image.persons[k].crowd || image.persons[k].area < medium_areas.smallest) continue;
        const bool is_large = image.persons[k].area >= large_areas.smallest;
        MeanOverlap& mean = is_large ? measured.large : measured.medium;
        mean.sum += best[k];
        ++mean.persons;
    }
    measured.results.push_back(std::move(results));
}

void print(const char* name, const std::vector<ImageResults>& images) {
    const PrecisionSummary summary = summarise(images, results_per_image);
    std::printf("%-44s AP %.3f  AP50 %.3f  AP75 %.3f  medium %.3f  large %.3f", name, summary.ap,
                summary.ap50, summary.ap75, summary.ap_medium, summary.ap_large);
}

void print(const char* name, const Measured& measured) {
    print(name, measured.results);
    std::printf("  mean IoU %.3f (%d medium) %.3f (%d large)  %.1f ms a picture\n",
                measured.medium.sum / measured.medium.persons, measured.medium.persons,
                measured.large.sum / measured.large.persons, measured.large.persons,
                1000 * measured.seconds / static_cast<double>(measured.results.size()));
}

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

std::vector<vision::Box> boxes_of(const std::vector<vision::Detection>& detections) {
    std::vector<vision::Box> boxes;
    boxes.reserve(detections.size());
    for (const vision::Detection& detection : detections) boxes.push_back(detection.box);
    return boxes;
}

/// The masks of Mask R-CNN on whole pictures, with its own boxes.
void measure(const char* name, const std::vector<MarkedImage>& images, const std::filesystem::path& dataset,
             const vision::MaskRcnn& network, const vision::EdgeSettings& edges) {
    std::vector<ImageResults> boxes;
    Measured measured;
    for (const MarkedImage& image : images) {
        const media::Image picture = media::read_image(dataset / "images" / image.file_name);
        const auto features = network.infer(picture.view());
        const auto detections = network.detect(features);
        boxes.push_back(box_results(image, detections));
        const double before = processor_seconds();
        Masks masks;
        for (const vision::MaskGrid& grid : network.masks(features, boxes_of(detections))) {
            vision::draw_person(features, grid, {}, edges, masks.emplace_back());
        }
        measured.seconds += processor_seconds() - before;
        add_masks(image, detections, masks, measured);
    }
    print((std::string(name) + ", boxes").c_str(), boxes);
    std::printf("\n");
    print((std::string(name) + ", masks").c_str(), measured);
}

/// A person as the pose server would see the one in this true box.
vision::TrackedPerson tracked(const vision::PoseEstimator& estimator, const media::ImageView& picture,
                              const vision::Box& box) {
    constexpr float weak = 0.35F;
    vision::TrackedPerson person{box, 0, estimator.estimate(picture, box)};
    const auto posed = vision::box_of_pose(person.pose);
    if (posed && vision::mean_score(person.pose) >= weak) person.box = *posed;
    return person;
}

/// The masks of a masker around the poses of the persons in true boxes.
void measure(const char* name, const std::vector<MarkedImage>& images, const std::filesystem::path& dataset,
             const vision::PoseEstimator& estimator, const vision::PersonMasker& masker) {
    Measured measured;
    int persons = 0;
    for (const MarkedImage& image : images) {
        const media::Image picture = media::read_image(dataset / "images" / image.file_name);
        std::vector<vision::Detection> boxes;
        Masks masks;
        for (const MarkedPerson& marked : image.persons) {
            if (marked.crowd || marked.area < medium_areas.smallest) continue;
            const auto person = tracked(estimator, picture.view(), marked.box);
            const double before = processor_seconds();
            const vision::PersonMask mask = masker.cut_out(picture.view(), person);
            measured.seconds += processor_seconds() - before;
            ++persons;
            boxes.push_back({person.box, 1});
            vision::draw_region(mask.probabilities, mask.region, 1,
                                masks.emplace_back(image.width, image.height));
        }
        add_masks(image, boxes, masks, measured);
    }
    std::printf("%-44s mean IoU %.3f (%d medium) %.3f (%d large)  %.1f ms a person\n", name,
                measured.medium.sum / measured.medium.persons, measured.medium.persons,
                measured.large.sum / measured.large.persons, measured.large.persons,
                1000 * measured.seconds / persons);
    std::fflush(stdout);
}

void measure(const std::filesystem::path& dataset, const std::filesystem::path& models,
             const std::string& precision) {
    using enum vision::MaskInterpolation;
    const vision::InferenceEngine engine({vision::Device::cpu, false, 1, false});
    const auto images = read_coco_persons(dataset / "instances.json");
    std::printf("%zu pictures, Mask R-CNN %s\n", images.size(), precision.c_str());
    const auto folder = models / "maskrcnn2go/onnx";
    const auto files = vision::MaskRcnnFiles::in_folder(folder, precision);
    const vision::MaskRcnn network(engine, files);
    measure("linear", images, dataset, network, {0, 0, linear});
    measure("smooth", images, dataset, network, {0, 0, smooth});
    measure("edges of the picture", images, dataset, network, {});
    const vision::PoseEstimator estimator(engine.load(models / "pp_tinypose_256x192/model_fp32_folded.onnx"),
                                          {});
    std::printf("Around the pose in each true box:\n");
    for (const int shortest : {160, 192, 224, 256}) {
        vision::MaskRcnnMasker::Settings settings;
        for (vision::PixelSize& size : settings.sizes) {
            size.width = size.width * shortest / 192 / 32 * 32;
            size.height = size.height * shortest / 192 / 32 * 32;
        }
        const vision::MaskRcnnMasker masker(
            vision::MaskNetwork(engine, vision::MaskNetworkFiles::in_folder(folder, precision)), settings);
        measure((std::to_string(shortest) + " pixels").c_str(), images, dataset, estimator, masker);
    }
    const auto segmentation = models / "selfie_segmentation/selfie_segmentation.onnx";
    if (!exists(segmentation)) return;
    measure("stand-in", images, dataset, estimator,
            vision::SegmentationMasker(vision::PersonDetector(engine.load(models / "nanodet/nanodet.onnx")),
                                       engine.load(segmentation)));
}

}  // namespace
}  // namespace trainingzip::accuracy

int main(int argument_count, char** arguments) {
    if (argument_count != 4) {
        std::fprintf(
            stderr,
            "usage: trainingzip-mask-accuracy DATASET MODELS fp32|q8w\n"
            "Prints COCO average precision of boxes and masks of persons. DATASET holds instances.json and\n"
            "images/, MODELS the folder of models/manifest.toml.\n");
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
