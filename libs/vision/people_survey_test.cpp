#include "vision/people_survey.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace trainingzip::vision {
namespace {

constexpr int width = 320;
constexpr int height = 240;
constexpr Detection somebody_still{{120, 20, 200, 200}, 0.9F};
constexpr Detection flicker{{110, 205, 210, 238}, 0.4F};

/// Nothing moves but what is in the box of the flicker, which is seen in every second frame.
PeopleSurvey survey_of(double seconds, const std::array<float, 2>& pose_scores) {
    PeopleSurvey survey(width, height);
    std::mt19937 random(7);
    bool is_seen = true;
    for (double time = 0; time < seconds; time += 0.4) {
        media::Frame frame;
        frame.time_seconds = time;
        frame.image = media::Image(width, height);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const auto shade =
                    static_cast<std::uint8_t>(y > 204 ? random() % 256 : (x * 7 + y * 3) % 256);
                for (int channel = 0; channel < 3; ++channel) frame.image.pixel(x, y)[channel] = shade;
            }
        }
        std::vector<Detection> detections{somebody_still};
        if (is_seen) detections.push_back(flicker);
        is_seen = !is_seen;
        const auto persons = survey.add(frame, detections);
        for (std::size_t i = 0; i < persons.size(); ++i) survey.add_pose_score(persons[i], pose_scores[i]);
    }
    return survey;
}

TEST(PeopleSurvey, SomebodyWhoHoldsStillIsTheTrainerBesideSomethingThatHasNoBody) {
    const PeopleSurvey survey = survey_of(4, {0.7F, 0.1F});
    ASSERT_GE(survey.persons().size(), 2U);
    EXPECT_TRUE(survey.persons()[0].is_still());
    EXPECT_FALSE(survey.persons()[1].is_still());
    EXPECT_EQ(survey.trainer(), 0U);
}

TEST(PeopleSurvey, WhoMovesIsTheTrainerBesideAPicture) {
    EXPECT_EQ(survey_of(4, {0.7F, 0.7F}).trainer(), 1U);
}

}  // namespace
}  // namespace trainingzip::vision
