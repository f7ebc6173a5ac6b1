#pragma once

#include <algorithm>

namespace trainingzip::vision {

/// A position in pixels; x to the right, y down, (0, 0) is the centre of the top left pixel.
struct Point {
    float x = 0;
    float y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// Where a point of a picture lands when the picture is turned clockwise by quarter turns, 0 to 3. `last` is
/// the centre of its bottom right pixel.
inline Point turned(const Point& point, const Point& last, int quarter_turns) {
    switch (quarter_turns) {
        case 1:
            return {last.y - point.y, point.x};
        case 2:
            return {last.x - point.x, last.y - point.y};
        case 3:
            return {point.y, last.x - point.x};
        default:
            return point;
    }
}

/// A rectangle in pixels: left and top inside, right and bottom the far edges, so that width is right - left.
struct Box {
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;

    float width() const { return right - left; }
    float height() const { return bottom - top; }
    float area() const { return std::max(width(), 0.0F) * std::max(height(), 0.0F); }
    Point centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
    friend bool operator==(const Box&, const Box&) = default;
};

/// Shifted by as much to the right and down.
inline Box moved(const Box& box, const Point& by) {
    return {box.left + by.x, box.top + by.y, box.right + by.x, box.bottom + by.y};
}

inline Box intersection(const Box& a, const Box& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
            std::min(a.bottom, b.bottom)};
}

/// The smallest box around both.
inline Box united(const Box& a, const Box& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
            std::max(a.bottom, b.bottom)};
}

/// The box of a picture that is turned as turned() says.
inline Box turned(const Box& box, const Point& last, int quarter_turns) {
    const Point a = turned(Point{box.left, box.top}, last, quarter_turns);
    const Point b = turned(Point{box.right, box.bottom}, last, quarter_turns);
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

/// Area of the intersection divided by the area of the union; 0 where both are empty.
inline float intersection_over_union(const Box& a, const Box& b) {
    const float common = intersection(a, b).area();
    const float all = a.area() + b.area() - common;
    return all > 0 ? common / all : 0;
}

/// The part of a box inside a picture of this size.
inline Box clipped(const Box& box, float width, float height) {
    return intersection(box, {0, 0, width, height});
}
inline Box clipped(const Box& box, int width, int height) {
    return clipped(box, static_cast<float>(width), static_cast<float>(height));
}

/// A box with what a detector thinks of it, 0 to 1.
struct Detection {
    Box box;
    float score = 0;
};

}  // namespace trainingzip::vision
