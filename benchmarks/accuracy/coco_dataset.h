#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "vision/keypoint.h"

namespace trainingzip::accuracy {

/// A keypoint that people marked.
struct MarkedKeypoint {
    vision::Point position;
    int visibility = 0;  ///< 0 not marked, 1 marked but hidden, 2 marked and visible.
};

/// A person (or a crowd of persons) that people marked in a picture.
struct MarkedPerson {
    vision::Box box;
    double area = 0;  ///< Of the mask, square pixels.
    bool crowd = false;
    int keypoint_count = 0;
    std::array<MarkedKeypoint, vision::part_count> keypoints{};
    /// Outlines x0 y0 x1 y1 ... in pixels, (0, 0) the corner of the picture; the mask is their union.
    std::vector<std::vector<double>> polygons;
    /// Instead of outlines: lengths of runs outside, inside, outside ..., column by column.
    std::vector<std::uint32_t> runs;
};

struct MarkedImage {
    std::int64_t id = 0;
    std::string file_name;
    int width = 0;
    int height = 0;
    std::vector<MarkedPerson> persons;
};

/// Reads the persons (category 1) of an annotation file of COCO, instances or person_keypoints.
/// Throws std::runtime_error for a file that is missing or not of this form.
std::vector<MarkedImage> read_coco_persons(const std::filesystem::path& annotations);

/// The mask of a person, width × height, row by row, 1 inside. A pixel is inside where its centre is.
std::vector<std::uint8_t> mask_of(const MarkedPerson& person, int width, int height);

}  // namespace trainingzip::accuracy
