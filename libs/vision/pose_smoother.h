#pragma once

#include <deque>

#include "vision/pose_gap_filler.h"

namespace trainingzip::vision {

/// Takes the tremble out of the poses of one person and leaves the movement: each keypoint becomes the mean
/// of its places in the frames around it that differ by no more than a network's uncertainty (a bilateral
/// filter over time, Tomasi and Manduchi, 1998). It looks ahead as far as it looks back, so nothing lags. One
/// thread.
class PoseSmoother {
  public:
    /// Before and after a frame.
    static constexpr double reach_seconds = 0.1;

    /// `next` gets every frame once, in order, reach_seconds late.
    explicit PoseSmoother(PoseSink next) : next_(std::move(next)) {}

    /// Later than the one before.
    void add(const TimedPose& pose);
    /// After the last frame.
    void finish();

  private:
    TimedPose smoothed(std::size_t frame) const;
    void send(double until_seconds);

    const PoseSink next_;
    std::deque<TimedPose> window_;  ///< As they came.
    std::size_t sent_ = 0;          ///< Of the window.
};

}  // namespace trainingzip::vision
