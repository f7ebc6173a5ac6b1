#include "vision/person_identity.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "vision/person_tracker.h"

namespace trainingzip::vision {

namespace {

/// What a mean over some seconds takes of a new value after a time.
float share_of_new(double elapsed, double seconds) {
    return static_cast<float>(1 - std::exp(-elapsed / seconds));
}

}  // namespace

PersonIdentity::PersonIdentity(const Box& box, double time_seconds, std::vector<BodyAppearance> looks)
    : box_(box),
      centre_(box.centre()),
      last_seen_(time_seconds),
      looks_(std::move(looks)),
      usual_likeness_(0.93F) {}

Box PersonIdentity::predicted(double time_seconds, double farthest_seconds) const {
    constexpr float kept = 0.8F;
    const double elapsed = std::clamp(time_seconds - last_seen_, 0.0, farthest_seconds);
    const float factor = kept * static_cast<float>(elapsed);
    return moved(box_, {velocity_.x * factor, velocity_.y * factor});
}

float PersonIdentity::distance(const Box& box, double time_seconds) const {
    if (!knows_place_) return 0;
    const auto gap = static_cast<float>(std::abs(time_seconds - last_seen_));
    const Box expected = predicted(time_seconds);
    const float size = std::max(expected.width(), expected.height());
    const float away = std::hypot(box.centre().x - expected.centre().x, box.centre().y - expected.centre().y);
    const float growth = std::abs(std::log(std::max(box.area(), 1.0F) / std::max(expected.area(), 1.0F)));
    const float moves = away / (size * (0.35F + 1.2F * gap));
    const float grows = growth / (0.9F + gap);
    // At the edge of the picture only a part is seen.
    constexpr float most_growth = 0.8F;
    const float sum = moves * moves + std::min(grows * grows, most_growth);
    // Who has been away may come back anywhere.
    constexpr float long_gap = 1;
    constexpr float anywhere = 1.2F;
    return gap > long_gap ? std::min(sum, anywhere) : sum;
}

float PersonIdentity::likeness(const BodyAppearance& appearance) const {
    float best = 0;
    for (const BodyAppearance& look : looks_) best = std::max(best, look.likeness(appearance));
    return best;
}

std::optional<float> PersonIdentity::difference(const std::optional<BodyAppearance>& appearance) const {
    if (looks_.empty() || !appearance) return std::nullopt;
    constexpr float hardly = 0.08F;
    return std::max(usual_likeness_ - likeness(*appearance), 0.0F) / hardly;
}

bool PersonIdentity::is_dressed_as(const PersonIdentity& other) const {
    constexpr float alike = 0.78F;
    return std::any_of(other.looks_.begin(), other.looks_.end(),
                       [&](const BodyAppearance& look) { return likeness(look) > alike; });
}

void PersonIdentity::learn(const BodyAppearance& appearance, double elapsed) {
    if (looks_.empty()) {
        looks_.push_back(appearance);
        return;
    }
    const auto nearest = std::max_element(looks_.begin(), looks_.end(), [&](const auto& a, const auto& b) {
        return a.likeness(appearance) < b.likeness(appearance);
    });
    const float likeness = nearest->likeness(appearance);
    constexpr float least_usual = 0.85F;
    usual_likeness_ += share_of_new(elapsed, 2) * (likeness - usual_likeness_);
    usual_likeness_ = std::max(usual_likeness_, least_usual);
    constexpr float another_look = 0.93F;
    constexpr std::size_t most_looks = 6;
    if (likeness < another_look && looks_.size() < most_looks)
        looks_.push_back(appearance);
    else
        nearest->blend(appearance, share_of_new(elapsed, 2));
}

void PersonIdentity::seen(const Box& box, double time_seconds,
                          const std::optional<BodyAppearance>& appearance, bool is_clear) {
    const double elapsed = time_seconds - last_seen_;
    const Point from = centre_;
    const Point to = box.centre();
    constexpr double longest_gap = 1;
    if (!knows_place_ || elapsed > longest_gap) {
        velocity_ = {};
    } else if (elapsed > 0) {
        const float share = share_of_new(elapsed, 0.15);
        const auto seconds = static_cast<float>(elapsed);
        velocity_.x += share * ((to.x - from.x) / seconds - velocity_.x);
        velocity_.y += share * ((to.y - from.y) / seconds - velocity_.y);
    }
    constexpr double smooth_seconds = 0.5;
    box_ = knows_place_ && elapsed < smooth_seconds ? smoothed(predicted(time_seconds), box) : box;
    centre_ = to;
    last_seen_ = time_seconds;
    knows_place_ = true;
    if (appearance && (is_clear || looks_.empty())) learn(*appearance, std::max(elapsed, 0.0));
}

void PersonIdentity::correct(const Box& box) {
    box_ = smoothed(box_, box);
}

}  // namespace trainingzip::vision
