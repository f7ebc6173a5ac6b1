#include "accuracy/average_precision.h"

#include <algorithm>
#include <numeric>

namespace trainingzip::accuracy {

namespace {

struct Scored {
    double score;
    bool matched;
};

bool outside(double area, AreaRange range) {
    return area < range.smallest || area > range.largest;
}

/// The best truth that is still free. Truths that count come before those to be ignored.
std::size_t best_truth(const ImageResults& image, std::size_t result, const std::vector<std::size_t>& order,
                       const std::vector<bool>& ignored, const std::vector<bool>& taken, double threshold) {
    const std::size_t none = image.truths.size();
    std::size_t best = none;
    double best_similarity = std::min(threshold, 1 - 1e-10);
    for (const std::size_t truth : order) {
        if (taken[truth] && !image.truths[truth].crowd) continue;
        if (best != none && !ignored[best] && ignored[truth]) break;
        if (image.similarity[result][truth] < best_similarity) continue;
        best_similarity = image.similarity[result][truth];
        best = truth;
    }
    return best;
}

/// Appends the results of an image that count; returns the number of truths that count.
std::size_t match_image(const ImageResults& image, double threshold, std::size_t maximum_results,
                        AreaRange range, std::vector<Scored>& scored) {
    std::vector<bool> ignored(image.truths.size());
    for (std::size_t i = 0; i < ignored.size(); ++i) {
        const Truth& truth = image.truths[i];
        ignored[i] = truth.ignored || truth.crowd || outside(truth.area, range);
    }
    std::vector<std::size_t> truth_order(image.truths.size());
    std::iota(truth_order.begin(), truth_order.end(), std::size_t{0});
    std::stable_partition(truth_order.begin(), truth_order.end(), [&](std::size_t i) { return !ignored[i]; });
    std::vector<std::size_t> result_order(image.scores.size());
    std::iota(result_order.begin(), result_order.end(), std::size_t{0});
    std::stable_sort(result_order.begin(), result_order.end(),
                     [&](std::size_t a, std::size_t b) { return image.scores[a] > image.scores[b]; });
    if (result_order.size() > maximum_results) result_order.resize(maximum_results);

    std::vector<bool> taken(image.truths.size());
    for (const std::size_t result : result_order) {
        const std::size_t truth = best_truth(image, result, truth_order, ignored, taken, threshold);
        if (truth == image.truths.size()) {
            if (!outside(image.areas[result], range)) scored.push_back({image.scores[result], false});
            continue;
        }
        taken[truth] = true;
        if (!ignored[truth]) scored.push_back({image.scores[result], true});
    }
    return static_cast<std::size_t>(std::count(ignored.begin(), ignored.end(), false));
}

double area_under(const std::vector<Scored>& scored, std::size_t truths) {
    std::vector<double> recall;
    std::vector<double> precision;
    double right = 0;
    for (std::size_t i = 0; i < scored.size(); ++i) {
        if (scored[i].matched) ++right;
        recall.push_back(right / static_cast<double>(truths));
        precision.push_back(right / static_cast<double>(i + 1));
    }
    for (std::size_t i = precision.size(); i > 1; --i) {
        precision[i - 2] = std::max(precision[i - 2], precision[i - 1]);
    }
    double sum = 0;
    constexpr int samples = 101;
    for (int i = 0; i < samples; ++i) {
        const auto reached = std::lower_bound(recall.begin(), recall.end(), i / 100.0);
        if (reached != recall.end()) sum += precision[static_cast<std::size_t>(reached - recall.begin())];
    }
    return sum / samples;
}

double mean_over_thresholds(std::span<const ImageResults> images, std::size_t maximum_results,
                            AreaRange range) {
    double sum = 0;
    constexpr int thresholds = 10;
    for (int i = 0; i < thresholds; ++i) {
        const double ap = average_precision(images, 0.5 + 0.05 * i, maximum_results, range);
        if (ap < 0) return -1;
        sum += ap;
    }
    return sum / thresholds;
}

}  // namespace

double average_precision(std::span<const ImageResults> images, double threshold, std::size_t maximum_results,
                         AreaRange range) {
    std::vector<Scored> scored;
    std::size_t truths = 0;
    for (const ImageResults& image : images) {
        truths += match_image(image, threshold, maximum_results, range, scored);
    }
    if (truths == 0) return -1;
    std::stable_sort(scored.begin(), scored.end(),
                     [](const Scored& a, const Scored& b) { return a.score > b.score; });
    return area_under(scored, truths);
}

PrecisionSummary summarise(std::span<const ImageResults> images, std::size_t maximum_results) {
    return {mean_over_thresholds(images, maximum_results, all_areas),
            average_precision(images, 0.5, maximum_results, all_areas),
            average_precision(images, 0.75, maximum_results, all_areas),
            mean_over_thresholds(images, maximum_results, medium_areas),
            mean_over_thresholds(images, maximum_results, large_areas)};
}

}  // namespace trainingzip::accuracy
