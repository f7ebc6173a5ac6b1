#pragma once

#include <array>
#include <optional>

#include "score/limb_statistics.h"
#include "score/reading.h"

namespace trainingzip::score {

/// Limits of the grades, 0..100, and how far a score must pass one before the grade changes.
struct GradeLimits {
    double fair = 40;
    double good = 70;
    double margin = 5;
};

/// The grade of a score, given the grade before.
Grade next_grade(Grade before, std::optional<double> score, const GradeLimits& limits = {});

/// Chooses the advice for a reading and keeps it for a moment, so that there is time to read it.
class Adviser {
  public:
    /// What was seen in the picture, over the last moments.
    struct Visibility {
        double person = 0;    ///< Share of the joints that are seen, 0..1.
        double coverage = 0;  ///< Share of what matters in this clip that is seen, 0..1.
        double height = 0;    ///< The body's scale against the height of the picture; 0 when unknown.
        bool lacks_arms =
            false;  ///< Neither upper arm, or neither forearm, is seen and the clip asks for it.
        bool lacks_legs = false;  ///< The same of thighs and shins.
    };
    /// What was found about the movement, besides the terms.
    struct Movement {
        bool is_the_other_way_round = false;  ///< The trainee does well with the other side.
        double speed = 1;                     ///< Against the trainer's.
        bool hips_decide = false;             ///< Whether up and down is much of this movement.
        double range_of_hips = 1;             ///< Their extent against the trainer's, 0..1.
        /// How much lower than the trainer's each limb's end is held, in lengths of the limb.
        std::array<double, limb_count> too_low{};
    };
    /// Below this there is no reading.
    static constexpr double least_coverage = 0.25;

    /// Sets advice and worst_limb of the reading. time is any clock in seconds; sides are the trainee's own.
    void advise(double time, const Visibility& visibility, const MeasureWeights& weights,
                const Movement& movement, Reading& reading);

  private:
    Advice current_ = Advice::waiting;
    double since_ = -1e9;
};

}  // namespace trainingzip::score
