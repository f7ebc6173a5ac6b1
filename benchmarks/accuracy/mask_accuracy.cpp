#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "accuracy/average_precision.h"
#include "accuracy/coco_dataset.h"
#include "media/ffmpeg_log.h"
#include "media/image_reader.h"
#include "vision/mask_rcnn.h"
#include "vision/person_drawing.h"

namespace trainingzip::accuracy {
namespace {

constexpr std::size_t results_per_image = 100;

/// A way to turn the coarse mask of a box into pixels.
struct Drawing {
    const char* name;
    vision::EdgeSettings edges;
};

const std::vector<Drawing>& drawings() {
    using enum vision::MaskInterpolation;
    static const std::vector<Drawing> all{
        {"mask, linear", {0, 0, linear}},
        {"mask, smooth", {0, 0, smooth}},
        {"mask, smooth, edges of the picture", {}},
    };
    return all;
}

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

struct Measured {
    std::vector<ImageResults> results;
    double overlap_of_large = 0;  ///< Sum over large persons of the best intersection over union.
    int large = 0;
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

void add_masks(const MarkedImage& image, const vision::MaskRcnn::Impression& seen,
               const std::vector<vision::Detection>& detections, const std::vector<vision::MaskGrid>& grids,
               const Drawing& drawing, Measured& measured) {
    std::vector<std::vector<std::uint8_t>> truths;
    for (const MarkedPerson& person : image.persons) {
        truths.push_back(mask_of(person, image.width, image.height));
    }
    ImageResults results = with_truths(image);
    std::vector<double> best(truths.size(), 0);
    vision::Plane drawn;
    vision::Plane found(image.width, image.height);
    for (std::size_t i = 0; i < grids.size(); ++i) {
        vision::draw_person(seen, grids[i], drawing.edges, drawn);
        vision::stretch(drawn, found);
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
        if (image.persons[k].crowd || image.persons[k].area < large_areas.smallest) continue;
        measured.overlap_of_large += best[k];
        ++measured.large;
    }
    measured.results.push_back(std::move(results));
}

void print(const char* name, const std::vector<ImageResults>& images) {
    const PrecisionSummary summary = summarise(images, results_per_image);
    std::printf("%-36s AP %.3f  AP50 %.3f  AP75 %.3f  medium %.3f  large %.3f", name, summary.ap,
                summary.ap50, summary.ap75, summary.ap_medium, summary.ap_large);
}

void measure(const std::filesystem::path& dataset, const std::filesystem::path& models,
             const std::string& precision) {
    const vision::InferenceEngine engine({});
    const vision::MaskRcnn network(engine, vision::MaskRcnnFiles::in_folder(models, precision));
    std::vector<ImageResults> boxes;
    std::vector<Measured> masks(drawings().size());
    const auto images = read_coco_persons(dataset / "instances.json");
    for (const MarkedImage& image : images) {
        const media::Image picture = media::read_image(dataset / "images" / image.file_name);
        const auto seen = network.look(picture.view());
        const auto detections = network.detect(seen);
        boxes.push_back(box_results(image, detections));
        std::vector<vision::Box> person_boxes;
        for (const vision::Detection& detection : detections) person_boxes.push_back(detection.box);
        const auto grids = network.masks(seen, person_boxes);
        for (std::size_t i = 0; i < masks.size(); ++i) {
            add_masks(image, seen, detections, grids, drawings()[i], masks[i]);
        }
    }
    std::printf("%zu pictures, Mask R-CNN %s\n", images.size(), precision.c_str());
    print("person boxes", boxes);
    std::printf("\n");
    for (std::size_t i = 0; i < masks.size(); ++i) {
        print(drawings()[i].name, masks[i].results);
        std::printf("  mean IoU of %d large persons %.3f\n", masks[i].large,
                    masks[i].overlap_of_large / masks[i].large);
    }
}

}  // namespace
}  // namespace trainingzip::accuracy

int main(int argument_count, char** arguments) {
    if (argument_count != 4) {
        std::fprintf(
            stderr,
            "usage: trainingzip-mask-accuracy DATASET MODELS fp32|q8w\n"
            "Prints COCO average precision of boxes and masks of persons. DATASET holds instances.json and\n"
            "images/, MODELS the graphs of Mask R-CNN.\n");
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
