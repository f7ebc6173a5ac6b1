#pragma once

#include <optional>
#include <span>
#include <vector>

#include "score/trainer_track.h"

namespace trainingzip::score {

/// The movement that a trainer repeats: one measure along the line on which it moves most, from 0 where it
/// rests to 1 where it goes furthest.
class RepeatedMovement {
  public:
    /// Nothing where the clip has no two cycles that are alike, at least .8 s and at most 10 s long.
    static std::optional<RepeatedMovement> find(const TrainerTrack& track);

    double period_seconds() const { return period_seconds_; }
    /// Cycles that have turned back by a moment.
    int count_until(double time) const;
    /// When each cycle goes furthest, in order: what a person who moves along takes for its beat. Seconds.
    const std::vector<double>& beats() const { return beats_; }
    /// Where a person is in the movement; absent when that cannot be seen.
    std::optional<double> extent(const Measures& measures) const;

  private:
    bool find_cycles(const TrainerTrack& track);
    void find_beats(const TrainerTrack& track);

    int measure_ = 0;
    double x_ = 0;
    double y_ = 0;
    double rest_ = 0;
    double top_ = 0;
    double period_seconds_ = 0;
    std::vector<double> turns_;
    std::vector<double> beats_;
};

/// Counts cycles as they are performed: away from rest and on the way back.
class RepetitionCounter {
  public:
    /// extent as RepeatedMovement gives it, in order of time. True when a cycle has turned back with it.
    bool add(double time, double extent);
    /// Forgets the cycle that is under way, not those that were counted.
    void interrupt();

    int count() const { return count_; }
    /// How far the last one went, 0..1.
    double last_depth() const { return last_depth_; }
    /// The mean over all; absent before the first.
    std::optional<double> depth() const;
    /// The mean time from the turn of one to that of the next; absent before the second.
    std::optional<double> period_seconds() const;

  private:
    void interrupt_cycle();

    bool is_returning_ = false;
    double highest_ = 0;
    double lowest_ = 1;
    double last_depth_ = 0;
    double sum_of_depths_ = 0;
    double sum_of_periods_ = 0;
    int periods_ = 0;
    int count_ = 0;
    std::optional<double> last_turn_;
};

}  // namespace trainingzip::score
