#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "score/test_tracks.h"

namespace trainingzip::score::test {

/// Right in the picture, down, and away from the camera.
struct Vector {
    double x = 0;
    double y = 0;
    double z = 0;
};

/// The bones of a figure in three dimensions.
enum Bone : int {
    hip_line,  ///< From the right hip to the left.
    spine,     ///< From between the hips to between the shoulders.
    shoulder_line,
    neck,
    left_arm,
    right_arm,
    left_lower_arm,
    right_lower_arm,
    left_upper_leg,
    right_upper_leg,
    left_lower_leg,
    right_lower_leg,
};
inline constexpr int bone_count = 12;

/// Where each bone points, as unit vectors.
using Stance = std::array<Vector, bone_count>;
/// In pixels.
using BoneLengths = std::array<double, bone_count>;

/// A movement in three dimensions, thirty stances a second.
struct Movement {
    static constexpr double rate = 30;
    std::string name;
    std::vector<Stance> stances;
    BoneLengths lengths{};
    bool has_legs = true;  ///< Otherwise the picture ends at the hips.

    double seconds() const { return static_cast<double>(stances.size() - 1) / rate; }
    Stance at(double time) const;
};

/// Movements made up here.
Movement squatting(double seconds = 20);
Movement jumping_jacks(double seconds = 16);
Movement punching(double seconds = 16);
Movement side_lunges(double seconds = 20);
/// A choreography of random stances, one a beat, of which some are repeated.
Movement choreography(std::uint32_t seed, double beat_seconds, bool has_legs = true, double seconds = 24);

/// A track in three dimensions: what is foreshortened gets its depth back from the longest that the bone is
/// seen, on the side to which a body usually bends: arms, thighs and spine towards the camera, shins away.
Movement lifted(const Track& track, const std::string& name);
/// Goes to and fro between the first and the last stance.
Movement repeated(const Movement& ends, double period_seconds, double seconds);

struct Camera {
    double yaw = 0;    ///< Degrees round the person.
    double pitch = 0;  ///< Degrees from above.
};

/// How somebody follows a movement. The default does so perfectly.
struct Performance {
    double amplitude_low = 1;  ///< Of each limb, drawn between these: about the stance of the beginning,
    double amplitude_high = 1;
    bool is_about_the_mean = false;  ///< or about the mean stance.
    double style_degrees = 0;        ///< Standard deviation of the constant turn of each bone.
    double uniform_degrees = 0;      ///< Every limb is turned in the picture by this, to a random side.
    double late_seconds = 0;         ///< Negative is early.
    double drift_seconds = 0;        ///< By which the lateness wanders to both sides.
    double missed_beats = 0;         ///< Share of the seconds in which the figure stays as it was.
    double wrong_beats = 0;          ///< Share of the seconds in which another moment is performed.
    double proportions = 0;          ///< Standard deviation of the lengths of bones, as a share.
    double noise_pixels = 0;         ///< Standard deviation of each joint.
    double speed = 1;
    double arms = 1;  ///< Amplitude of arms alone.
    double legs = 1;  ///< Amplitude of everything else.
    Camera camera{};
};

/// The performer's joints, so many frames a second. A spine is 100 pixels long about the centre of 640 x 480.
Track performed(const Movement& movement, const Performance& performance, std::uint32_t seed = 1,
                double frames_per_second = 20);

/// Who tries: each draw of a seed is another person.
enum class Class : int { expert, good, half_hearted, poor };
inline constexpr std::array<const char*, 4> class_names{"expert", "good", "half-hearted", "poor"};
Performance drawn_performance(Class performer, std::uint32_t seed);
/// Somebody between the worst, 0, and an expert, 1, in everything at once.
Performance performance_of_quality(double quality, std::uint32_t seed);

/// Every joint only so far from where it was in the beginning: a squat of this depth.
Track shallower(Track track, double depth);

}  // namespace trainingzip::score::test
