#pragma once

#include <functional>
#include <random>
#include <vector>

#include "score/scoring_session.h"
#include "score/trainer_track.h"

namespace trainingzip::score::test {

using Track = std::vector<TimedPose>;

/// A figure of sticks: where each limb points, in degrees (0 right, 90 down in the picture), and how long it
/// is, in units of a torso.
struct Figure {
    double trunk = -90;
    double left_upper_arm = 80, right_upper_arm = 100;
    double left_forearm = 80, right_forearm = 100;
    double left_thigh = 88, right_thigh = 92;
    double left_shin = 90, right_shin = 90;
    double arm_length = 0.6, leg_length = 0.9, shoulder_width = 0.7;
};

/// Joints in pixels; the hips' centre at (x, y), a torso of `size` pixels, all joints seen.
Pose drawn(const Figure& figure, double x = 320, double y = 240, double size = 100);

/// Moves of arms and legs, at different rates so that no moment is like another: 20 s.
Figure dance(double time);
/// Another movement of the same vigour.
Figure other_dance(double time);

Track sampled(const std::function<Figure(double)>& movement, double seconds, double frames_per_second);

/// The joints of the training clip, by its reference or as they were drawn: 65 frames in 13 s, standing on
/// the first.
Track squats();
/// The same squats from the three-dimensional landmarks, seen by a camera that stands `degrees` further
/// round the person, in pixels of a picture of another size.
Track squats_seen_from(double degrees);
/// A track at other moments, by linear interpolation; held at its ends.
Track resampled(const Track& track, double frames_per_second);

/// Changes every pose, or every time.
Track changed(Track track, const std::function<void(TimedPose&)>& change);
Track delayed(const Track& track, double seconds, double frames_per_second);
Track noisy(Track track, double pixels, unsigned seed = 1);
/// Each bone of arms and legs turned throughout, by degrees times a random sign and a random size about 1.
Track distorted(const Track& track, double degrees, unsigned seed = 1);

struct Outcome {
    Summary summary;
    std::vector<Reading> readings;
    /// Mean of the live scores; -1 without any.
    double live_mean() const;
    double live_highest() const;
    double live_lowest_after(double time) const;
};

/// Plays the trainee to a session. The mirror is off unless said otherwise.
Outcome play(const Track& trainer, const Track& trainee, bool mirror = false);
/// play().summary.score, or -1 for no reading.
double score_of(const Track& trainer, const Track& trainee, bool mirror = false);

}  // namespace trainingzip::score::test
