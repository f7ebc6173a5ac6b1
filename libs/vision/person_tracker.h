#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "vision/keypoint.h"

namespace trainingzip::vision {

/// Box around the keypoints that are seen, widened to what a detector would draw around the person (head,
/// hands and feet reach beyond the joints). nullopt when too few are seen.
std::optional<Box> box_of_pose(const Pose& pose);

/// Mean score of the keypoints: how confident the network is that there is a person.
float mean_score(const Pose& pose);

/// How much a person looks like the one a video is about: large, near the centre, detected with certainty.
float prominence(const Detection& person, int picture_width, int picture_height);

/// A box on the way from an old to a new one whose edges open at once and close slowly: quick limbs stay
/// inside, and a still person keeps a still box.
Box smoothed(const Box& old_box, const Box& new_box);

/// Where a person is expected in a picture, and how the body is turned there.
struct PersonPlace {
    Box box;
    int quarter_turns = 0;  ///< 0 to 3, clockwise from upright, see quarter_turns_of().
};

/// Chooses the trainer among the persons in the first frames: large, near the centre, detected with high
/// confidence, and present in most of these frames.
class TrainerChoice {
  public:
    TrainerChoice(int picture_width, int picture_height);

    void add(std::span<const Detection> detections);
    /// The trainer's box in the first of these frames that shows the trainer.
    std::optional<Box> box() const;

  private:
    struct Candidate {
        Box first;
        Box last;
        float weight = 0;
    };

    int width_;
    int height_;
    std::vector<Candidate> candidates_;
};

/// Tracks one person, trainer or trainee, through a video by geometry alone. Runs no network itself: the
/// caller detects when wants_detection() says so, estimates the pose in box(), and reports the results.
class PersonTracker {
  public:
    struct Options {
        float weak_score = 0.35F;           ///< A pose with a lower mean score counts as lost.
        double detect_every_seconds = 0.5;  ///< While the track is good.
        double forget_after_seconds = 2;    ///< After this long without the person, any person is accepted.
    };

    PersonTracker(int picture_width, int picture_height, const Options& options);

    /// Starts a track at a known box.
    void start(const Box& box, double time_seconds);

    /// Whether persons should be detected in the frame of this time before its pose is estimated.
    bool wants_detection(double time_seconds) const;
    /// Takes the detections of that frame and moves the box to the one that continues the track, if any does.
    void detected(std::span<const Detection> detections, double time_seconds);
    /// Where the person is expected; nullopt when there is no track.
    const std::optional<Box>& box() const { return box_; }
    /// How the person is turned, as the caller said; upright when somebody else is taken.
    int quarter_turns() const { return quarter_turns_; }
    void turn(int quarter_turns) { quarter_turns_ = quarter_turns; }
    /// Takes the pose found in box(). Returns whether it is good enough to go on with.
    bool estimated(const Pose& pose, double time_seconds);

  private:
    const Detection* continuation(std::span<const Detection> detections) const;

    int width_;
    int height_;
    Options options_;
    std::optional<Box> box_;
    int quarter_turns_ = 0;
    double last_detection_ = 0;
    double last_seen_ = 0;
    bool lost_ = true;
};

}  // namespace trainingzip::vision
