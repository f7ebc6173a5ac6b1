#include "vision/person_isolation.h"

#include <gtest/gtest.h>

namespace trainingzip::vision {
namespace {

/// A mask in which everything is a person.
Plane full(int width, int height) {
    Plane mask(width, height);
    for (float& value : mask.values) value = 1;
    return mask;
}

TEST(KeepPerson, FadesOutAroundTheBox) {
    Plane mask = full(100, 100);
    keep_person({40, 40, 60, 60}, {}, 1, mask);
    EXPECT_EQ(mask.row(50)[50], 1);
    EXPECT_EQ(mask.row(50)[61], 1) << "arms reach over the box";
    EXPECT_EQ(mask.row(50)[70], 0);
    EXPECT_EQ(mask.row(10)[50], 0);
}

TEST(KeepPerson, LeavesTheOtherPersonOut) {
    Plane mask = full(100, 100);
    const Box trainer{20, 20, 60, 90};
    const std::vector<Detection> persons = {{trainer, 0.9F}, {{50, 20, 90, 90}, 0.8F}};
    keep_person(trainer, persons, 1, mask);
    EXPECT_EQ(mask.row(50)[40], 1);
    EXPECT_EQ(mask.row(50)[53], 1) << "in both boxes, nearer to the trainer";
    EXPECT_EQ(mask.row(50)[59], 0) << "in both boxes, nearer to the other";
}

TEST(KeepPerson, AWeakOrEqualBoxIsNobodyElse) {
    Plane mask = full(100, 100);
    const Box trainer{20, 20, 60, 90};
    const std::vector<Detection> persons = {{{21, 22, 61, 90}, 0.9F}, {{50, 20, 90, 90}, 0.2F}};
    keep_person(trainer, persons, 1, mask);
    EXPECT_EQ(mask.row(50)[59], 1);
}

TEST(KeepPerson, TheLikeliestBoxIsNobodyElseThoughAPoseDrawsAnother) {
    const Box trainer{20, 20, 60, 90};
    const Detection without_legs{{22, 20, 58, 55}, 0.9F};
    Plane mask = full(100, 100);
    keep_person(trainer, std::vector{without_legs, Detection{{80, 20, 95, 90}, 0.9F}}, 1, mask);
    EXPECT_EQ(mask.row(37)[40], 1);
    const Detection small_child{{45, 60, 62, 92}, 0.9F};
    mask = full(100, 100);
    keep_person(trainer, std::vector{without_legs, small_child}, 1, mask);
    EXPECT_EQ(mask.row(37)[40], 1);
    EXPECT_EQ(mask.row(75)[56], 0);
}

TEST(KeepPerson, TakesThePictureAtAnotherScale) {
    Plane mask = full(50, 50);
    keep_person({40, 40, 60, 60}, {}, 0.5F, mask);
    EXPECT_EQ(mask.row(25)[25], 1);
    EXPECT_EQ(mask.row(25)[40], 0);
}

}  // namespace
}  // namespace trainingzip::vision
