#pragma once

#include <span>
#include <vector>

#include "score/limb_lengths.h"
#include "score/limb_statistics.h"
#include "score/picture.h"

namespace trainingzip::score {

/// The trainer's movement, prepared for comparison: limbs at 30 Hz, and how much each of them counts when.
class TrainerTrack {
  public:
    static constexpr double step_seconds = 1.0 / 30;
    static constexpr double longest_seconds = 2 * 60 * 60;

    /// What is known of a moment.
    struct Moment {
        Measures measures;
        /// What each counts here: how much of the body it carries, times how much it moves about this moment
        /// and in the whole clip.
        MeasureWeights weights{};
        /// How much happens: 0 where the trainer stands about.
        double activity = 0;
        /// Whether the trainer holds a pose, for three seconds or more in all, that is not simply standing:
        /// then stillness is asked for.
        bool held = false;
    };

    /// frames in order of time, any rate. Frames out of order, with a time that is not finite, negative or
    /// beyond longest_seconds are left out. Between frames more than half a second apart nothing is known.
    /// What the picture cannot show is not known either: see within_picture().
    explicit TrainerTrack(std::span<const TimedPose> frames, const PictureSize& picture = {});

    /// Nothing to compare with: no frames, nobody in them, or somebody who does nothing.
    bool empty() const { return typical_activity_ <= 0; }
    double duration_seconds() const;

    /// The trainer at a moment; the first and the last moment stand for all before and after.
    Measures at(double time) const;
    /// The moment of the track nearest to this time. Not for a track without moments.
    const Moment& nearest(double time) const;
    bool has_moments() const { return !moments_.empty(); }
    const std::vector<Moment>& moments() const { return moments_; }

    /// The mean of activity over moments, weighted by itself: its size where something happens.
    double typical_activity() const { return typical_activity_; }
    /// The mean of each measure's weights where something happens; 0 for one never seen.
    const MeasureWeights& weights() const { return weights_; }
    /// Whether who follows this clip has to show the limb: the clip shows it, and its arm or leg moves
    /// plainly or is held unlike at rest. The height of the hips is over the feet.
    bool asks_for(Limb limb) const;
    /// Of the trainer, in units of the body's size.
    const LimbLengths& lengths() const { return lengths_; }

  private:
    void sample(std::span<const TimedPose> frames, const PictureSize& picture);
    void find_holds();
    void weigh();

    std::vector<Moment> moments_;
    MeasureWeights weights_{};
    LimbLengths lengths_{};
    double typical_activity_ = 0;
};

}  // namespace trainingzip::score
