#include "vision/detector_decoding.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace trainingzip::vision {
namespace {

constexpr DetectorNormalisation plain{{0, 0, 0}, {1, 1, 1}};

TEST(DetectorDecoding, ThePictureLiesAtTheTopLeftOverGrey) {
    media::Image picture(20, 10);
    for (int i = 0; i < 20 * 10; ++i) {
        std::uint8_t* const pixel = picture.pixel(i % 20, i / 20);
        for (int channel = 0; channel < 3; ++channel)
            pixel[channel] = static_cast<std::uint8_t>(10 * (channel + 1));
    }
    constexpr int size = 10;
    std::vector<float> output(3 * size * size);
    EXPECT_FLOAT_EQ(letter_box(picture.view(), size, plain, output), 0.5F);
    EXPECT_FLOAT_EQ(output[0], 30) << "blue comes first";
    EXPECT_FLOAT_EQ(output[100], 20);
    EXPECT_FLOAT_EQ(output[200], 10);
    EXPECT_FLOAT_EQ(output[4 * size + 9], 30);
    EXPECT_FLOAT_EQ(output[5 * size], 114);
}

TEST(DetectorDecoding, ATallPictureFitsToo) {
    const media::Image picture(1, 5000);
    std::vector<float> output(3 * 32 * 32);
    EXPECT_FLOAT_EQ(letter_box(picture.view(), 32, plain, output), 32 / 5000.0F);
}

class DetectorOutput : public testing::Test {
  protected:
    DetectorOutput() : values_(4 * 4 * 5, -20) {}

    void put(int row, int column, std::initializer_list<float> cell) {
        std::copy(cell.begin(), cell.end(), values_.begin() + (row * 4 + column) * 5);
    }
    std::vector<Detection> decode() const {
        const DetectorLevel level{values_, 4, 4, 8};
        return decode_detections({&level, 1}, 0.5F, 60, 60, 0.3F);
    }

    std::vector<float> values_;
};

TEST_F(DetectorOutput, DistancesAreTakenFromTheAnchorPoint) {
    put(1, 2, {0, 6, 3, 4, 5});
    const auto persons = decode();
    ASSERT_EQ(persons.size(), 1u);
    EXPECT_EQ(persons[0].box, (Box{20, 10, 40, 26}));
    EXPECT_FLOAT_EQ(persons[0].score, 0.5F);
}

TEST_F(DetectorOutput, BoxesAreClippedAndWeakOrEmptyOnesLeftOut) {
    put(0, 0, {2, 100, 100, 100, 100});
    put(1, 1, {-2, 6, 6, 6, 6});
    put(2, 2, {3, -5, -5, 2, 2});
    const auto persons = decode();
    ASSERT_EQ(persons.size(), 1u);
    EXPECT_EQ(persons[0].box, (Box{0, 0, 60, 60}));
}

TEST_F(DetectorOutput, OnePersonIsFoundOnce) {
    put(1, 1, {1, 6, 6, 6, 6});
    put(1, 2, {2, 14, 6, -2, 6});
    const auto persons = decode();
    ASSERT_EQ(persons.size(), 1u);
    EXPECT_GT(persons[0].score, 0.8F);
}

TEST_F(DetectorOutput, NumbersThatAreNoneAreLeftOut) {
    put(1, 1, {std::numeric_limits<float>::quiet_NaN(), 6, 6, 6, 6});
    put(2, 1, {2, std::numeric_limits<float>::quiet_NaN(), 6, 6, 6});
    EXPECT_TRUE(decode().empty());
}

}  // namespace
}  // namespace trainingzip::vision
