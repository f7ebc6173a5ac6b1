#include "vision/roi_align.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace trainingzip::vision {
namespace {

/// Cells [first, first + weights.size()) that a bin takes its mean from, along one axis.
struct BinTaps {
    int first = 0;
    std::vector<float> weights;
};

void add_weight(BinTaps& taps, int cell, float weight) {
    if (taps.weights.empty()) taps.first = cell;
    const auto place = static_cast<std::size_t>(cell - taps.first);
    if (place >= taps.weights.size()) taps.weights.resize(place + 1, 0.0F);
    taps.weights[place] += weight;
}

/// The mean of bilinear samples over a grid is a product of one weighted sum along each axis, so that the
/// weights of all samples of a bin can be added up per axis beforehand.
std::vector<BinTaps> taps_along(float from, float to, int cells, const RoiAlignSettings& settings) {
    const float shift = settings.aligned ? 0.5F : 0.0F;
    const float start = from * settings.scale - shift;
    float length = (to - from) * settings.scale;
    if (!settings.aligned) length = std::max(length, 1.0F);
    const float bin = length / static_cast<float>(settings.size);
    const int samples =
        settings.samples > 0 ? settings.samples : std::max(1, static_cast<int>(std::ceil(bin)));
    const float weight = 1.0F / static_cast<float>(samples);

    std::vector<BinTaps> taps(static_cast<std::size_t>(settings.size));
    for (int index = 0; index < settings.size; ++index) {
        BinTaps& bin_taps = taps[static_cast<std::size_t>(index)];
        for (int sample = 0; sample < samples; ++sample) {
            const float inside = (static_cast<float>(sample) + 0.5F) / static_cast<float>(samples);
            const float position = start + (static_cast<float>(index) + inside) * bin;
            if (position < -1.0F || position > static_cast<float>(cells)) continue;
            const float clamped = std::clamp(position, 0.0F, static_cast<float>(cells - 1));
            const int low = std::min(static_cast<int>(clamped), cells - 1);
            const float fraction = clamped - static_cast<float>(low);
            add_weight(bin_taps, low, weight * (1 - fraction));
            if (fraction > 0) add_weight(bin_taps, low + 1, weight * fraction);
        }
    }
    return taps;
}

void add_scaled(const float* source, float weight, int count, float* target) {
    for (int i = 0; i < count; ++i) target[i] += weight * source[i];
}

/// Sums along rows: one line of `size` cells for each row of the map that a vertical tap needs.
void gather_row(const FeatureMap& features, int row, const std::vector<BinTaps>& across, float* line) {
    std::fill_n(line, across.size() * static_cast<std::size_t>(features.channels), 0.0F);
    for (const BinTaps& bin : across) {
        for (std::size_t i = 0; i < bin.weights.size(); ++i) {
            const int column = bin.first + static_cast<int>(i);
            add_scaled(features.cell(row, column), bin.weights[i], features.channels, line);
        }
        line += features.channels;
    }
}

class RoiPooler {
  public:
    RoiPooler(const FeatureMap& features, const RoiAlignSettings& settings)
        : features_(features),
          settings_(settings),
          line_size_(static_cast<std::size_t>(settings.size) * static_cast<std::size_t>(features.channels)),
          pooled_(line_size_) {}

    /// Writes [channels, size, size].
    void pool(const Box& box, float* output) {
        const auto across = taps_along(box.left, box.right, features_.columns, settings_);
        const auto down = taps_along(box.top, box.bottom, features_.rows, settings_);
        gather_rows(across, down);
        for (int row = 0; row < settings_.size; ++row) {
            const BinTaps& bin = down[static_cast<std::size_t>(row)];
            std::fill(pooled_.begin(), pooled_.end(), 0.0F);
            for (std::size_t i = 0; i < bin.weights.size(); ++i) {
                const auto line = static_cast<std::size_t>(bin.first - first_row_) + i;
                add_scaled(lines_.data() + line * line_size_, bin.weights[i], static_cast<int>(line_size_),
                           pooled_.data());
            }
            scatter(row, output);
        }
    }

  private:
    void gather_rows(const std::vector<BinTaps>& across, const std::vector<BinTaps>& down) {
        first_row_ = features_.rows;
        int end = 0;
        for (const BinTaps& bin : down) {
            if (bin.weights.empty()) continue;
            first_row_ = std::min(first_row_, bin.first);
            end = std::max(end, bin.first + static_cast<int>(bin.weights.size()));
        }
        const int count = std::max(0, end - first_row_);
        lines_.resize(static_cast<std::size_t>(count) * line_size_);
        for (int i = 0; i < count; ++i) {
            gather_row(features_, first_row_ + i, across,
                       lines_.data() + static_cast<std::size_t>(i) * line_size_);
        }
    }

    void scatter(int row, float* output) const {
        const int size = settings_.size;
        const int channels = features_.channels;
        for (int channel = 0; channel < channels; ++channel) {
            float* target = output + static_cast<std::ptrdiff_t>(channel) * size * size + row * size;
            for (int column = 0; column < size; ++column) {
                const int cell = column * channels + channel;
                target[column] = pooled_[static_cast<std::size_t>(cell)];
            }
        }
    }

    const FeatureMap& features_;
    const RoiAlignSettings& settings_;
    std::size_t line_size_;
    std::vector<float> pooled_;  ///< One row of bins, channels side by side.
    std::vector<float> lines_;   ///< Rows of the map already summed along x.
    int first_row_ = 0;
};

}  // namespace

FeatureMap FeatureMap::from_planes(std::span<const float> planes, int channels, int rows, int columns) {
    const auto cells = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    if (planes.size() != cells * static_cast<std::size_t>(channels)) {
        throw std::invalid_argument("feature map: size does not fit");
    }
    FeatureMap map{std::vector<float>(planes.size()), channels, rows, columns};
    for (std::size_t channel = 0; channel < static_cast<std::size_t>(channels); ++channel) {
        const float* plane = planes.data() + channel * cells;
        float* target = map.values.data() + channel;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            target[cell * static_cast<std::size_t>(channels)] = plane[cell];
        }
    }
    return map;
}

void roi_align(const FeatureMap& features, std::span<const Box> boxes, const RoiAlignSettings& settings,
               std::span<float> output) {
    const std::size_t values_per_box = static_cast<std::size_t>(settings.size) *
                                       static_cast<std::size_t>(settings.size) *
                                       static_cast<std::size_t>(features.channels);
    if (output.size() != boxes.size() * values_per_box) {
        throw std::invalid_argument("RoIAlign: output of another size");
    }
    RoiPooler pooler(features, settings);
    float* target = output.data();
    for (const Box& box : boxes) {
        pooler.pool(box, target);
        target += values_per_box;
    }
}

}  // namespace trainingzip::vision
