#pragma once

#include <array>
#include <span>
#include <vector>

#include "score/limbs.h"

namespace trainingzip::score {

/// The trainer's movement, prepared for comparison: limb directions at 30 Hz, the weight of each limb in this
/// clip, and the null players.
class TrainerTrack {
  public:
    static constexpr double step_seconds = 1.0 / 30;
    static constexpr double longest_seconds = 2 * 60 * 60;

    /// frames in order of time, any rate. Frames out of order, with a time that is not finite, negative or
    /// beyond longest_seconds are left out. Between frames more than half a second apart nothing is known.
    explicit TrainerTrack(std::span<const TimedPose> frames);

    /// Nothing to compare with: no frames, or nobody in them.
    bool empty() const { return typical_information_ <= 0; }
    double duration_seconds() const;

    /// The trainer at a moment; the first and the last moment stand for all before and after.
    LimbDirections at(double time) const;

    /// How unlike the null players the trainer is at a moment, on average, 0..1: how well the moment
    /// separates trainees who follow from those who do not.
    double information(double time) const;
    /// The mean of information() over moments, weighted by itself: its size where something happens.
    double typical_information() const { return typical_information_; }

    /// Whether the trainer holds a pose at this moment, for three seconds or more in all, that is not simply
    /// standing: then stillness is asked for.
    bool held(double time) const;

    /// How much each limb counts: .15 for one that does not move in this clip, up to 1; 0 for one never seen.
    const std::array<double, limb_count>& limb_weights() const { return limb_weights_; }

    /// Null players: the constant poses that score best in this clip without taking part. The first is a
    /// person at rest, arms down. Where a pose is held, only that one is compared with, since keeping still
    /// is then the exercise.
    const std::vector<LimbDirections>& null_players() const { return null_players_; }

  private:
    struct Moment {
        LimbDirections limbs;
        double information = 0;
        bool held = false;
    };

    void sample(std::span<const TimedPose> frames);
    void weigh_limbs();
    void find_holds();
    void choose_null_players();
    void measure_information();
    double match(const LimbDirections& player, const LimbDirections& trainer) const;
    const Moment& nearest(double time) const;

    std::vector<Moment> moments_;
    std::array<double, limb_count> limb_weights_{};
    std::vector<LimbDirections> null_players_;
    double typical_information_ = 0;
};

}  // namespace trainingzip::score
