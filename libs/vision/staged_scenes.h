#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "media/frame_source.h"
#include "vision/keypoint.h"

/// Videos with several persons, put together from clips of one.
namespace trainingzip::test {

/// A video in memory whose frames are painted when they are read.
class Scene : public media::FrameSource {
  public:
    using Paint = std::function<void(std::int64_t frame, media::Image& picture)>;

    Scene(int width, int height, double frames_per_second, std::int64_t frames, Paint paint)
        : paint_(std::move(paint)), frames_(frames), rate_(frames_per_second) {
        info_.width = width;
        info_.height = height;
        info_.frames_per_second = frames_per_second;
        info_.frame_count = frames;
    }

    const media::VideoInfo& info() const override { return info_; }
    bool read(media::Frame& frame) override {
        if (next_ == frames_) return false;
        frame.image = media::Image(info_.width, info_.height);
        paint_(next_, frame.image);
        frame.index = next_;
        frame.time_seconds = static_cast<double>(next_++) / rate_;
        return true;
    }

  private:
    media::VideoInfo info_;
    Paint paint_;
    std::int64_t frames_;
    double rate_;
    std::int64_t next_ = 0;
};

/// A picture of one person, and where the person's joints are in it.
struct Cutting {
    media::Image picture;
    vision::Pose pose;
};

/// The picture at another size; each pixel is the mean of what it covers.
inline media::Image resized(const media::Image& from, double factor) {
    media::Image to(static_cast<int>(from.width() * factor), static_cast<int>(from.height() * factor),
                    from.format());
    for (int y = 0; y < to.height(); ++y) {
        for (int x = 0; x < to.width(); ++x) {
            const int left = std::min(static_cast<int>(x / factor), from.width() - 1);
            const int top = std::min(static_cast<int>(y / factor), from.height() - 1);
            const int right = std::clamp(static_cast<int>((x + 1) / factor), left + 1, from.width());
            const int bottom = std::clamp(static_cast<int>((y + 1) / factor), top + 1, from.height());
            for (int channel = 0; channel < 3; ++channel) {
                int sum = 0;
                for (int v = top; v < bottom; ++v)
                    for (int u = left; u < right; ++u) sum += from.pixel(u, v)[channel];
                to.pixel(x, y)[channel] = static_cast<std::uint8_t>(sum / ((right - left) * (bottom - top)));
            }
        }
    }
    return to;
}

inline Cutting resized(const Cutting& from, double factor) {
    Cutting to{resized(from.picture, factor), from.pose};
    for (auto& keypoint : to.pose) {
        keypoint.position.x *= static_cast<float>(factor);
        keypoint.position.y *= static_cast<float>(factor);
    }
    return to;
}

/// The same with red and blue exchanged: somebody in other clothes.
inline Cutting in_other_clothes(Cutting cutting) {
    for (int y = 0; y < cutting.picture.height(); ++y)
        for (int x = 0; x < cutting.picture.width(); ++x)
            std::swap(cutting.picture.pixel(x, y)[0], cutting.picture.pixel(x, y)[2]);
    return cutting;
}

inline Cutting mirrored(const Cutting& from) {
    Cutting to = from;
    const int last = from.picture.width() - 1;
    for (int y = 0; y < from.picture.height(); ++y)
        for (int x = 0; x <= last; ++x)
            std::copy_n(from.picture.pixel(last - x, y), 3, to.picture.pixel(x, y));
    for (std::size_t part = 0; part < vision::part_count; ++part) {
        const std::size_t other = part == 0 ? 0 : (part % 2 == 1 ? part + 1 : part - 1);
        to.pose[part] = from.pose[other];
        to.pose[part].position.x = static_cast<float>(last) - to.pose[part].position.x;
    }
    return to;
}

/// A wall with a pattern and a floor.
inline void paint_room(media::Image& picture) {
    const int floor = picture.height() * 3 / 4;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const int shade = y < floor ? 190 + 12 * ((x / 40 + y / 40) % 2) : 130 + (x * 7 + y * 3) % 11;
            std::uint8_t* pixel = picture.pixel(x, y);
            pixel[0] = static_cast<std::uint8_t>(shade);
            pixel[1] = static_cast<std::uint8_t>(shade - 4);
            pixel[2] = static_cast<std::uint8_t>(shade - 12);
        }
    }
}

/// Lays the whole picture on another with its top left at (left, top).
inline void paste(media::Image& picture, const media::Image& piece, int left, int top) {
    for (int y = std::max(0, -top); y < piece.height() && y + top < picture.height(); ++y) {
        const int first = std::max(0, -left);
        const int end = std::min(piece.width(), picture.width() - left);
        if (first < end)
            std::copy_n(piece.pixel(first, y), 3 * (end - first), picture.pixel(first + left, y + top));
    }
}

namespace detail {

inline float distance_to_line(const vision::Point& point, const vision::Point& a, const vision::Point& b) {
    const float along_x = b.x - a.x;
    const float along_y = b.y - a.y;
    const float length = along_x * along_x + along_y * along_y;
    const float share =
        length > 0 ? std::clamp(((point.x - a.x) * along_x + (point.y - a.y) * along_y) / length, 0.0F, 1.0F)
                   : 0;
    return std::hypot(point.x - a.x - share * along_x, point.y - a.y - share * along_y);
}

}  // namespace detail

/// Lays only the person on another picture: what is near the bones.
inline void paste_person(media::Image& picture, const Cutting& person, int left, int top) {
    using enum vision::Part;
    const auto point = [&](vision::Part part) { return at(person.pose, part).position; };
    const auto middle = [](const vision::Point& a, const vision::Point& b) {
        return vision::Point{(a.x + b.x) / 2, (a.y + b.y) / 2};
    };
    const auto shoulders = middle(point(left_shoulder), point(right_shoulder));
    const auto hips = middle(point(left_hip), point(right_hip));
    const float trunk = std::hypot(shoulders.x - hips.x, shoulders.y - hips.y);
    const auto ears = middle(point(left_ear), point(right_ear));
    struct Bone {
        vision::Point from, to;
        float reach;
    };
    const auto bone = [&](vision::Part from, vision::Part to, float reach) {
        return Bone{point(from), point(to), reach * trunk};
    };
    const Bone bones[] = {
        {ears, middle(ears, point(nose)), 0.27F * trunk},
        {ears, shoulders, 0.15F * trunk},
        {shoulders, hips, 0.2F * trunk},
        bone(left_shoulder, left_hip, 0.17F),
        bone(right_shoulder, right_hip, 0.17F),
        bone(left_shoulder, right_shoulder, 0.15F),
        bone(left_hip, right_hip, 0.2F),
        bone(left_shoulder, left_elbow, 0.13F),
        bone(right_shoulder, right_elbow, 0.13F),
        bone(left_elbow, left_wrist, 0.13F),
        bone(right_elbow, right_wrist, 0.13F),
        bone(left_hip, left_knee, 0.19F),
        bone(right_hip, right_knee, 0.19F),
        bone(left_knee, left_ankle, 0.16F),
        bone(right_knee, right_ankle, 0.16F),
        {point(left_ankle), {point(left_ankle).x, point(left_ankle).y + 0.08F * trunk}, 0.18F * trunk},
        {point(right_ankle), {point(right_ankle).x, point(right_ankle).y + 0.08F * trunk}, 0.18F * trunk},
    };
    for (const Bone& b : bones) {
        const auto first = [&](float u, float v, int least) {
            return std::max(static_cast<int>(std::min(u, v) - b.reach), least);
        };
        const auto end = [&](float u, float v, int size, int most) {
            return std::min({static_cast<int>(std::max(u, v) + b.reach) + 1, size, most});
        };
        const int right = end(b.from.x, b.to.x, person.picture.width(), picture.width() - left);
        const int bottom = end(b.from.y, b.to.y, person.picture.height(), picture.height() - top);
        for (int y = first(b.from.y, b.to.y, std::max(0, -top)); y < bottom; ++y) {
            for (int x = first(b.from.x, b.to.x, std::max(0, -left)); x < right; ++x) {
                const vision::Point here{static_cast<float>(x), static_cast<float>(y)};
                if (detail::distance_to_line(here, b.from, b.to) < b.reach)
                    std::copy_n(person.picture.pixel(x, y), 3, picture.pixel(x + left, y + top));
            }
        }
    }
}

/// The person's pose where paste_person() has laid the person.
inline vision::Pose laid(vision::Pose pose, int left, int top) {
    for (auto& keypoint : pose) {
        keypoint.position.x += static_cast<float>(left);
        keypoint.position.y += static_cast<float>(top);
    }
    return pose;
}

}  // namespace trainingzip::test
