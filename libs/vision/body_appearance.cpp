#include "vision/body_appearance.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::vision {

namespace {

constexpr float seen_score = 0.3F;
enum : std::size_t { trunk, thighs, shins };

Point between(const Point& a, const Point& b, float share) {
    return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

bool is_seen(const Pose& pose, Part part) {
    return at(pose, part).score >= seen_score;
}

/// Divides a value among the two bins nearest to it, so that a little more light changes little.
template <typename Histogram>
void add_softly(Histogram& histogram, float value, float least, float most) {
    const auto last = static_cast<float>(histogram.size() - 1);
    const float place = std::clamp((value - least) / (most - least), 0.0F, 1.0F) * last;
    const auto lower = static_cast<std::size_t>(place);
    const float share = place - static_cast<float>(lower);
    histogram[lower] += 1 - share;
    if (share > 0) histogram[lower + 1] += share;
}

template <typename Histogram>
float coefficient(const Histogram& a, const Histogram& b) {
    float sum = 0;
    for (std::size_t bin = 0; bin < a.size(); ++bin) sum += std::sqrt(a[bin] * b[bin]);
    return sum;
}

template <typename Histogram>
void blend_histogram(Histogram& histogram, const Histogram& other, float share) {
    for (std::size_t bin = 0; bin < histogram.size(); ++bin)
        histogram[bin] += share * (other[bin] - histogram[bin]);
}

}  // namespace

void BodyAppearance::BodyPart::add(const media::ImageView& picture, const Point& position) {
    const auto x = static_cast<int>(std::lround(position.x));
    const auto y = static_cast<int>(std::lround(position.y));
    if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return;
    const std::uint8_t* pixel = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.stride_bytes +
                                static_cast<std::ptrdiff_t>(x) * media::bytes_per_pixel(picture.format);
    const bool blue_first = picture.format == media::PixelFormat::bgr;
    const auto red = static_cast<float>(pixel[blue_first ? 2 : 0]);
    const auto green = static_cast<float>(pixel[1]);
    const auto blue = static_cast<float>(pixel[blue_first ? 0 : 2]);
    const float luma = 0.299F * red + 0.587F * green + 0.114F * blue;
    add_softly(lightness, luma, 0, 255);
    // What people wear lies within a half of the range, mostly near its middle.
    constexpr float range = 64;
    add_softly(blue_difference, 0.564F * (blue - luma), -range, range);
    add_softly(red_difference, 0.713F * (red - luma), -range, range);
    ++samples;
}

void BodyAppearance::BodyPart::normalise() {
    constexpr float fewest_samples = 12;
    const float scale = samples < fewest_samples ? 0 : 1 / samples;
    for (Histogram* histogram : {&lightness, &blue_difference, &red_difference}) {
        for (float& share : *histogram) share *= scale;
    }
    samples = scale > 0 ? 1 : 0;
}

std::optional<BodyAppearance> BodyAppearance::of(const media::ImageView& picture, const Pose& pose) {
    if (!is_seen(pose, left_shoulder) || !is_seen(pose, right_shoulder) || !is_seen(pose, left_hip) ||
        !is_seen(pose, right_hip))
        return std::nullopt;
    BodyAppearance appearance;
    const Point left_top = at(pose, left_shoulder).position;
    const Point right_top = at(pose, right_shoulder).position;
    const Point left_bottom = at(pose, left_hip).position;
    const Point right_bottom = at(pose, right_hip).position;
    constexpr int rows = 12;
    constexpr int columns = 8;
    for (int row = 0; row < rows; ++row) {
        const float down = 0.1F + 0.8F * static_cast<float>(row) / (rows - 1);
        const Point left = between(left_top, left_bottom, down);
        const Point right = between(right_top, right_bottom, down);
        for (int column = 0; column < columns; ++column) {
            const float across = 0.15F + 0.7F * static_cast<float>(column) / (columns - 1);
            appearance.parts_[trunk].add(picture, between(left, right, across));
        }
    }
    constexpr int steps = 16;
    const auto add_limb = [&](std::size_t part, Part from, Part to) {
        if (!is_seen(pose, from) || !is_seen(pose, to)) return;
        for (int step = 0; step < steps; ++step) {
            const float along = 0.15F + 0.7F * static_cast<float>(step) / (steps - 1);
            appearance.parts_[part].add(picture,
                                        between(at(pose, from).position, at(pose, to).position, along));
        }
    };
    add_limb(thighs, left_hip, left_knee);
    add_limb(thighs, right_hip, right_knee);
    add_limb(shins, left_knee, left_ankle);
    add_limb(shins, right_knee, right_ankle);
    for (BodyPart& part : appearance.parts_) part.normalise();
    return appearance;
}

BodyAppearance BodyAppearance::of(const media::ImageView& picture, const Box& box) {
    BodyAppearance appearance;
    constexpr int rows = 12;
    constexpr int columns = 6;
    const auto add_area = [&](std::size_t part, float top, float bottom) {
        for (int row = 0; row < rows; ++row) {
            const float down = top + (bottom - top) * static_cast<float>(row) / (rows - 1);
            for (int column = 0; column < columns; ++column) {
                const float across = 0.35F + 0.3F * static_cast<float>(column) / (columns - 1);
                appearance.parts_[part].add(picture,
                                            {box.left + across * box.width(), box.top + down * box.height()});
            }
        }
    };
    add_area(trunk, 0.22F, 0.45F);
    add_area(thighs, 0.52F, 0.7F);
    for (BodyPart& part : appearance.parts_) part.normalise();
    return appearance;
}

float BodyAppearance::likeness(const BodyAppearance& other) const {
    // Trousers are more alike than what people wear above.
    constexpr std::array<float, 3> weights = {3, 1.5F, 1};
    float sum = 0;
    float all = 0;
    for (std::size_t part = 0; part < parts_.size(); ++part) {
        const BodyPart& a = parts_[part];
        const BodyPart& b = other.parts_[part];
        if (a.samples == 0 || b.samples == 0) continue;
        const float colours = (coefficient(a.blue_difference, b.blue_difference) +
                               coefficient(a.red_difference, b.red_difference)) /
                              2;
        sum += weights[part] * std::min(colours, (colours + coefficient(a.lightness, b.lightness)) / 2);
        all += weights[part];
    }
    return all > 0 ? sum / all : 0;
}

void BodyAppearance::blend(const BodyAppearance& other, float share) {
    for (std::size_t part = 0; part < parts_.size(); ++part) {
        BodyPart& mine = parts_[part];
        const BodyPart& theirs = other.parts_[part];
        if (theirs.samples == 0) continue;
        const float step = mine.samples == 0 ? 1 : share;
        blend_histogram(mine.lightness, theirs.lightness, step);
        blend_histogram(mine.blue_difference, theirs.blue_difference, step);
        blend_histogram(mine.red_difference, theirs.red_difference, step);
        mine.samples = 1;
    }
}

}  // namespace trainingzip::vision
