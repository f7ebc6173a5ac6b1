#pragma once

#include <array>
#include <optional>
#include <vector>

#include "score/chance_correction.h"
#include "score/reading.h"

namespace trainingzip::score {

/// The gauge from its terms: the corrected posture times mild factors.
double gauge_of(double corrected, const Terms& terms);

/// 100 up to 0.3 s behind, then falling to 50 at 0.6 s.
std::optional<double> timing_of(std::optional<double> lag_seconds);

/// Sums over a whole session.
class ScoreTotals {
  public:
    /// One compared moment; `likeness` and `nulls` as in ChanceCorrection, reading as it was after it.
    void add(double seconds, double weight, double likeness, const std::vector<double>& nulls,
             const Reading& reading);
    Summary summary() const;

  private:
    struct Mean {
        double sum = 0;
        double weight = 0;
        void add(double more, std::optional<double> value) {
            if (!value) return;
            sum += more * *value;
            weight += more;
        }
        std::optional<double> value() const {
            return weight > 0 ? std::optional(sum / weight) : std::nullopt;
        }
    };

    ChanceCorrection posture_;
    Mean vigour_;
    Mean stillness_;
    Mean lag_;
    std::array<Mean, limb_count> limbs_;
    double seconds_ = 0;
};

}  // namespace trainingzip::score
