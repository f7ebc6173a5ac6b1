#include "shape/suggested_frames.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

#include "storage/video_storage.h"

namespace trainingzip::shape {
namespace {

using vision::at;
using vision::Pose;

// Of a picture in which every keypoint is seen for certain: how much each of the other qualities adds or
// takes.
constexpr double face_weight = 0.3;
constexpr double reach_weight = 0.25;
constexpr double speed_weight = 0.3;
constexpr double room_weight = 0.3;
constexpr double form_weight = 0.4;
/// At the edges of a video people walk to the camera and away from it, and pictures fade in and out.
constexpr double edge_weight = 0.3;
constexpr double edge_share = 0.06;
/// A frame is copied only if it is better by that much.
constexpr double least_gain = 0.02;

vision::Point middle(const Pose& pose, vision::Part left, vision::Part right) {
    const vision::Point a = at(pose, left).position;
    const vision::Point b = at(pose, right).position;
    return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

double distance(const vision::Point& a, const vision::Point& b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// From the middle of the shoulders to that of the hips, in pixels.
double torso_of(const Pose& pose) {
    return distance(middle(pose, vision::left_shoulder, vision::right_shoulder),
                    middle(pose, vision::left_hip, vision::right_hip));
}

/// How far hands and feet are from the middle of the body: 0 near it, 1 stretched out.
double reach(const Pose& pose, double torso) {
    const vision::Point shoulders = middle(pose, vision::left_shoulder, vision::right_shoulder);
    const vision::Point hips = middle(pose, vision::left_hip, vision::right_hip);
    const double arms = distance(shoulders, at(pose, vision::left_wrist).position) +
                        distance(shoulders, at(pose, vision::right_wrist).position);
    const double legs =
        distance(at(pose, vision::left_ankle).position, at(pose, vision::right_ankle).position) +
        std::abs(hips.x - shoulders.x);
    constexpr double longest_in_torsos = 4;
    return std::min(1.0, (arms + legs) / (longest_in_torsos * torso));
}

/// How surely the face is seen; 0 where the head is cut off, of which no keypoint tells the top.
double face(const Pose& pose, double torso) {
    constexpr double nose_to_top = 0.3;
    if (at(pose, vision::nose).position.y < nose_to_top * torso) return 0;
    return (at(pose, vision::nose).score + at(pose, vision::left_eye).score +
            at(pose, vision::right_eye).score) /
           3;
}

/// Mean distance that keypoints moved, in torsos a second.
double speed(const Pose& from, const Pose& to, double seconds, double torso) {
    double sum = 0;
    for (std::size_t part = 0; part < vision::part_count; ++part) {
        sum += distance(from[part].position, to[part].position);
    }
    return sum / static_cast<double>(vision::part_count) / torso / seconds;
}

/// The first row of so many that show the person best.
int first_row(const media::Image& image, int rows, const vision::TrackedPerson& person) {
    const double margin = 0.08 * rows;
    const double top = person.box.top;
    const double bottom = person.box.bottom;
    const bool has_room = bottom - top + 2 * margin <= rows;
    const double first = has_room || person.quarter_turns != 0 ? (top + bottom - rows) / 2 : top - margin;
    return std::clamp(static_cast<int>(std::lround(first)), 0, image.height() - rows);
}

/// Of a card, 16 by 10, as wide as the frame.
int card_rows(int width, int height) {
    return std::clamp(width * 10 / 16, 1, height);
}

media::Image as_card(const media::Image& image, const vision::TrackedPerson& person) {
    const int rows = card_rows(image.width(), image.height());
    if (rows == image.height()) return image;
    const int first = first_row(image, rows, person);
    media::Image card;
    card.resize(image.width(), rows, image.format());
    const auto bytes = static_cast<std::ptrdiff_t>(image.width()) * media::bytes_per_pixel(image.format());
    for (int row = 0; row < rows; ++row) {
        std::copy_n(image.pixel(0, first + row), bytes, card.pixel(0, row));
    }
    return card;
}

}  // namespace

SuggestedFrames::SuggestedFrames(const media::VideoInfo& video)
    : width_(video.width),
      height_(video.height),
      duration_seconds_(video.duration_seconds && *video.duration_seconds > 0
                            ? *video.duration_seconds
                            : std::numeric_limits<double>::infinity()) {
    // Pictures less than a second apart differ too little to choose between them.
    const double parts = std::clamp(duration_seconds_, 1.0, double{storage::most_suggested_pictures});
    parts_.resize(static_cast<std::size_t>(parts));
}

std::size_t SuggestedFrames::part_of(double time_seconds) const {
    const double share = std::isinf(duration_seconds_) ? 0 : time_seconds / duration_seconds_;
    const auto part = static_cast<std::int64_t>(share * static_cast<double>(parts_.size()));
    return static_cast<std::size_t>(std::clamp<std::int64_t>(part, 0, std::ssize(parts_) - 1));
}

double SuggestedFrames::merit(const media::Frame& frame, const vision::TrackedPerson& person) const {
    const Pose& pose = person.pose;
    const double torso = torso_of(pose);
    if (!(torso > 1)) return 0;
    double seen = 0;
    for (const vision::Keypoint& keypoint : pose) {
        const auto [x, y] = keypoint.position;
        const bool inside =
            x >= 0 && y >= 0 && x < static_cast<float>(width_) && y < static_cast<float>(height_);
        if (inside) seen += keypoint.score;
    }
    double merit = seen / static_cast<double>(vision::part_count) + face_weight * face(pose, torso) +
                   reach_weight * reach(pose, torso);
    // How much of the body a card has room for.
    if (person.box.height() > 0) {
        merit += room_weight * std::min(1.0, card_rows(width_, height_) / double{person.box.height()});
    }
    const double seconds = frame.time_seconds - previous_seconds_;
    if (previous_ && seconds > 0) {
        constexpr double fast = 2;
        merit -= speed_weight * std::min(1.0, speed(*previous_, pose, seconds, torso) / fast);
    }
    if (std::isfinite(duration_seconds_)) {
        const double from_edge = std::min(frame.time_seconds, duration_seconds_ - frame.time_seconds);
        if (from_edge < edge_share * duration_seconds_) merit -= edge_weight;
    }
    return std::max(0.0, merit);
}

SuggestedFrames::Form SuggestedFrames::form_of(const Pose& pose) {
    const vision::Point hips = middle(pose, vision::left_hip, vision::right_hip);
    const float scale = 1 / static_cast<float>(std::max(1.0, torso_of(pose)));
    Form form;
    for (std::size_t part = 0; part < vision::part_count; ++part) {
        const vision::Point& place = pose[part].position;
        form[part] = {(place.x - hips.x) * scale, (place.y - hips.y) * scale};
    }
    return form;
}

double SuggestedFrames::total(double merit, const Form& form) const {
    double sum = 0;
    for (std::size_t part = 0; part < vision::part_count; ++part) {
        const auto count = static_cast<float>(forms_);
        sum += distance(form[part], {sum_[part].x / count, sum_[part].y / count});
    }
    // Mean distance of a keypoint from its mean place, in lengths of the torso, that few poses exceed.
    constexpr double far = 0.5;
    return merit + form_weight * std::min(1.0, sum / static_cast<double>(vision::part_count) / far);
}

void SuggestedFrames::consider(const media::Frame& frame,
                               const std::optional<vision::TrackedPerson>& trainer) {
    if (!trainer) {
        previous_.reset();
        return;
    }
    const double merit = this->merit(frame, *trainer);
    const Form form = form_of(trainer->pose);
    Candidate& kept = parts_[part_of(frame.time_seconds)];
    if (merit > 0) {
        for (std::size_t part = 0; part < vision::part_count; ++part) {
            sum_[part].x += form[part].x;
            sum_[part].y += form[part].y;
        }
        ++forms_;
        if (kept.image.empty() || total(merit, form) > total(kept.merit, kept.form) + least_gain) {
            kept.merit = merit;
            kept.form = form;
            kept.image = as_card(frame.image, *trainer);
        }
    }
    previous_ = trainer->pose;
    previous_seconds_ = frame.time_seconds;
}

std::vector<const media::Image*> SuggestedFrames::best_first() const {
    std::vector<const Candidate*> found;
    for (const Candidate& candidate : parts_) {
        if (!candidate.image.empty()) found.push_back(&candidate);
    }
    std::ranges::stable_sort(found, std::greater(), [this](const Candidate* candidate) {
        return total(candidate->merit, candidate->form);
    });
    std::vector<const media::Image*> images;
    images.reserve(found.size());
    for (const Candidate* candidate : found) images.push_back(&candidate->image);
    return images;
}

}  // namespace trainingzip::shape
