// Who stands so that the picture's edge cuts them: what is told before the score begins, and after.
#include <gtest/gtest.h>

#include <algorithm>

#include "score/scoring_session.h"
#include "score/test_tracks.h"

namespace trainingzip::score {
namespace {

using namespace test;

constexpr PictureSize picture{.width = 1280, .height = 480};

struct Extent {
    double top = 1e9;
    double bottom = -1e9;
};

Extent extent_of(const Track& track) {
    Extent extent;
    for (const auto& timed : track) {
        for (const auto& joint : timed.pose) {
            if (joint.confidence <= 0) continue;
            extent.top = std::min(extent.top, joint.y);
            extent.bottom = std::max(extent.bottom, joint.y);
        }
    }
    return extent;
}

/// The track, moved and scaled so that its joints reach from one height of the picture to the other, about
/// its middle.
Track placed(const Track& track, double top, double bottom) {
    const auto extent = extent_of(track);
    const double scale = (bottom - top) / (extent.bottom - extent.top);
    const double middle = track.front().pose[nose].x;
    return changed(track, [&](TimedPose& timed) {
        for (auto& joint : timed.pose) {
            joint.x = picture.width / 2 + scale * (joint.x - middle);
            joint.y = top + scale * (joint.y - extent.top);
        }
    });
}

/// As networks do with what is below the picture: they put it on its edge, with confidence.
Track cut(const Track& track) {
    return changed(track, [](TimedPose& timed) {
        for (auto& joint : timed.pose) joint.y = std::min(joint.y, picture.height - 3);
    });
}

/// What is said to somebody who stands before the video begins.
Advice told_before(const Track& trainer, const PictureSize& trainers_picture, const Pose& pose) {
    const TrainerTrack track(trainer, trainers_picture);
    ScoringSession session(track, {});
    for (int i = 0; i < 30; ++i) session.observe(0, pose, picture);
    return session.observe(0, pose, picture).advice;
}

Advice told_to_who_squats(const Track& trainee) {
    return told_before(squats(), {}, trainee.front().pose);
}

Figure waving(double time) {
    Figure figure = dance(time);
    figure.left_thigh = 88;
    figure.right_thigh = 92;
    figure.left_shin = figure.right_shin = 90;
    figure.trunk = -90;
    return figure;
}

TEST(SessionPicture, WhoIsCutAtTheKneesOrTheWaistIsToldSo) {
    EXPECT_EQ(told_to_who_squats(cut(placed(squats(), 40, 570))), Advice::legs_not_seen);
    EXPECT_NE(told_to_who_squats(cut(placed(squats(), 40, 900))), Advice::waiting);
}

TEST(SessionPicture, WhoFillsThePictureFromHeadToFeetMayBegin) {
    // The soles are below the ankles, and the crown above the eyes.
    EXPECT_EQ(told_to_who_squats(placed(squats(), 0.03 * 480, 0.97 * 480)), Advice::waiting);
    EXPECT_EQ(told_to_who_squats(placed(squats(), 100, 400)), Advice::waiting);
}

TEST(SessionPicture, AClipOfTheUpperBodyAsksForNoLegs) {
    const auto whole = sampled(waving, 20, 20);
    // The trainer's own network guesses at the edge as well.
    const auto trainer = cut(placed(whole, 40, 900));
    const auto trainee = cut(placed(whole, 60, 880));
    EXPECT_EQ(told_before(trainer, picture, trainee.front().pose), Advice::waiting);
    // Nor does one in which the legs only stand.
    EXPECT_EQ(told_before(whole, picture, trainee.front().pose), Advice::waiting);
}

TEST(SessionPicture, ArmsThatTheClipMovesAreAskedFor) {
    const auto whole = sampled(waving, 20, 20);
    Pose pose = placed(whole, 40, 440).front().pose;
    for (const Joint joint : {left_wrist, right_wrist}) pose[joint] = {};
    EXPECT_EQ(told_before(whole, picture, pose), Advice::arms_not_seen);
}

TEST(SessionPicture, WhoBeginsWithoutTheirLegsIsTold) {
    const TrainerTrack track(squats());
    ScoringSession session(track, {.mirror = false});
    Advice last = Advice::waiting;
    for (const auto& timed : cut(placed(resampled(squats(), 20), 40, 570)))
        last = session.observe(timed.time, timed.pose, picture).advice;
    EXPECT_EQ(last, Advice::legs_not_seen);
    EXPECT_LT(session.summary().coverage, 0.85);
}

TEST(SessionPicture, HandsThatLeaveItForAMomentAreNoMatter) {
    const auto trainer = placed(sampled(dance, 20, 20), 40, 440);
    const TrainerTrack track(trainer);
    const auto outcome = [&](double width) {
        ScoringSession session(track, {.mirror = false});
        for (const auto& timed : trainer) {
            const auto advice =
                session.observe(timed.time, timed.pose, {.width = width, .height = 480}).advice;
            EXPECT_NE(advice, Advice::arms_not_seen) << timed.time;
            EXPECT_NE(advice, Advice::partly_seen) << timed.time;
        }
        return session.summary().score.value_or(0);
    };
    // The right edge where the hands are only when they reach out to that side.
    double furthest = 0;
    for (const auto& timed : trainer) furthest = std::max(furthest, timed.pose[left_wrist].x);
    EXPECT_GE(outcome(furthest - 10), outcome(2 * furthest) - 2.5);
}

}  // namespace
}  // namespace trainingzip::score
