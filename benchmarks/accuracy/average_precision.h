#pragma once

#include <limits>
#include <span>
#include <vector>

namespace trainingzip::accuracy {

/// A true object of an image, as the evaluator needs to know it.
struct Truth {
    double area = 0;       ///< Square pixels; decides on the size class.
    bool ignored = false;  ///< Neither to be found nor a fault when found.
    bool crowd = false;    ///< Stands for several: any number of results may match it, and it is ignored.
};

/// What was found in one image, and how well it fits what is there.
struct ImageResults {
    std::vector<Truth> truths;
    std::vector<double> scores;                   ///< Of the results, in any order.
    std::vector<double> areas;                    ///< Of the results, square pixels.
    std::vector<std::vector<double>> similarity;  ///< [result][truth], 0 to 1: IoU or OKS.
};

/// Objects outside are ignored.
struct AreaRange {
    double smallest = 0;
    double largest = std::numeric_limits<double>::infinity();
};
inline constexpr AreaRange all_areas{};
inline constexpr AreaRange medium_areas{32.0 * 32, 96.0 * 96};
inline constexpr AreaRange large_areas{96.0 * 96, 1e10};

/// Average precision at one threshold of similarity as COCO defines it: greedy matching by score, precision
/// made monotone and sampled at 101 recalls. maximum_results counts per image, best first.
/// -1 where there is nothing to find.
double average_precision(std::span<const ImageResults> images, double threshold, std::size_t maximum_results,
                         AreaRange range);

/// COCO's summary. AP is the mean over the thresholds 0.50, 0.55, ... 0.95.
struct PrecisionSummary {
    double ap = -1;
    double ap50 = -1;
    double ap75 = -1;
    double ap_medium = -1;
    double ap_large = -1;
};
PrecisionSummary summarise(std::span<const ImageResults> images, std::size_t maximum_results);

}  // namespace trainingzip::accuracy
