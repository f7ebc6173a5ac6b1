#include "score/grading.h"

#include <gtest/gtest.h>

namespace trainingzip::score {
namespace {

TEST(Grade, HasHysteresis) {
    Grade grade = next_grade(Grade::unknown, 71);
    EXPECT_EQ(grade, Grade::good);
    for (const double wavering : {69.0, 71.0, 68.0, 66.0})
        EXPECT_EQ(next_grade(grade, wavering), Grade::good);
    grade = next_grade(grade, 64);
    EXPECT_EQ(grade, Grade::fair);
    for (const double wavering : {71.0, 74.0, 41.0, 36.0})
        EXPECT_EQ(next_grade(grade, wavering), Grade::fair);
    EXPECT_EQ(next_grade(grade, 75), Grade::good);
    grade = next_grade(grade, 34);
    EXPECT_EQ(grade, Grade::poor);
    EXPECT_EQ(next_grade(grade, 44), Grade::poor);
    EXPECT_EQ(next_grade(grade, 45), Grade::fair);
    EXPECT_EQ(next_grade(grade, std::nullopt), Grade::unknown);
}

class Advising : public testing::Test {
  protected:
    Advice after(double time) {
        adviser_.advise(time, visibility_, weights_, movement_, reading_);
        return reading_.advice;
    }

    void SetUp() override {
        weights_.fill(1);
        reading_.score = 80;
        reading_.coverage = 1;
        reading_.grade = Grade::good;
    }

    Adviser adviser_;
    Adviser::Visibility visibility_{.person = 1, .coverage = 1, .height = 0.2};
    MeasureWeights weights_{};
    Adviser::Movement movement_;
    Reading reading_;
};

TEST_F(Advising, SpeaksOfThePictureFirst) {
    EXPECT_EQ(after(0), Advice::good);
    visibility_.coverage = 0.2;
    EXPECT_EQ(after(0.1), Advice::get_in_frame);
    visibility_.person = 0;
    EXPECT_EQ(after(0.2), Advice::no_person);
    visibility_ = {.person = 1, .coverage = 1, .height = 0.03};
    EXPECT_EQ(after(0.3), Advice::come_closer);
    visibility_.height = 0.2;
    EXPECT_EQ(after(0.4), Advice::good);
}

TEST_F(Advising, KeepsItsWordsForAMoment) {
    EXPECT_EQ(after(0), Advice::good);
    reading_.terms.vigour = 20;
    EXPECT_EQ(after(1), Advice::good);
    EXPECT_EQ(after(2), Advice::move_more);
    reading_.terms.vigour = 90;
    reading_.lag_seconds = 0.5;
    EXPECT_EQ(after(3), Advice::move_more);
    EXPECT_EQ(after(4), Advice::late);
}

TEST_F(Advising, NamesTheWorstLimbThatMatters) {
    reading_.score = 50;
    reading_.grade = Grade::fair;
    reading_.limbs[left_forearm] = {30, Grade::poor};
    reading_.limbs[right_shin] = {10, Grade::poor};
    weights_[right_shin] = 0.2;
    EXPECT_EQ(after(0), Advice::watch_limb);
    EXPECT_EQ(reading_.worst_limb, left_forearm);
}

TEST_F(Advising, NamesWhatIsWorstAboutTheMovement) {
    reading_.limbs[left_forearm] = {30, Grade::poor};
    movement_.too_low[left_forearm] = 0.6;
    EXPECT_EQ(after(0), Advice::raise_limb);
    movement_.too_low[left_forearm] = -0.6;
    EXPECT_EQ(after(2), Advice::lower_limb);
    reading_.lag_seconds = -0.39;
    EXPECT_EQ(after(4), Advice::early);
    movement_.hips_decide = true;
    movement_.range_of_hips = 0.5;
    EXPECT_EQ(after(6), Advice::sit_deeper);
    movement_.speed = 0.5;
    EXPECT_EQ(after(8), Advice::too_slow);
    reading_.coverage = 0.4;
    EXPECT_EQ(after(10), Advice::partly_seen);
    movement_.is_the_other_way_round = true;
    EXPECT_EQ(after(12), Advice::turn_mirror);
}

TEST_F(Advising, NamesThePartThatIsMissing) {
    reading_.score.reset();
    visibility_.coverage = 0.6;
    EXPECT_EQ(after(0), Advice::partly_seen);
    visibility_.lacks_arms = true;
    EXPECT_EQ(after(0.1), Advice::arms_not_seen);
    visibility_.lacks_legs = true;
    EXPECT_EQ(after(0.2), Advice::legs_not_seen);
    visibility_.lacks_arms = visibility_.lacks_legs = false;
    visibility_.coverage = 0.9;
    EXPECT_EQ(after(0.3), Advice::waiting);
    reading_.score = 95;
    visibility_.lacks_legs = true;
    EXPECT_EQ(after(0.4), Advice::legs_not_seen);
}

TEST_F(Advising, WaitsWithoutAReading) {
    reading_.score.reset();
    EXPECT_EQ(after(0), Advice::waiting);
}

}  // namespace
}  // namespace trainingzip::score
