#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "vision/keypoint.h"

namespace trainingzip::vision {

/// Takes the poses in the order of the frames. May throw to end the work: the exception goes on to the
/// caller.
using PoseSink = std::function<void(const TimedPose&)>;

/// Fills short gaps in the poses of one person: frames without a pose get the one between those before and
/// after, which is marked as interpolated. What is far from one to the other stays a gap: somebody else, or a
/// cut of the camera. One thread.
class PoseGapFiller {
  public:
    /// Between the frames with a pose around a gap.
    static constexpr double longest_gap_seconds = 0.5;

    /// `next` gets every frame once, in order, at most longest_gap_seconds late.
    explicit PoseGapFiller(PoseSink next) : next_(std::move(next)) {}

    /// Later than the one before. All scores are 0 where there is no pose: nobody was seen, or, as the origin
    /// says, nobody was looked for.
    void add(const TimedPose& pose);
    /// After the last frame. Of a gap that lasts no longer than a frame the last pose is told.
    void finish();

  private:
    void fill(const TimedPose& after);
    PoseOrigin origin_of_gap() const;
    void pass_on_gap();

    const PoseSink next_;
    std::optional<TimedPose> before_;  ///< The last one with a pose.
    std::vector<TimedPose> gap_;       ///< The frames since then.
};

}  // namespace trainingzip::vision
