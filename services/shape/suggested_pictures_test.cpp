#include "shape/suggested_pictures.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/ids.h"
#include "media/image_reader.h"

namespace trainingzip::shape {
namespace {

const std::string beside = "trainings/7/" + std::string(32, 'a') + "/shape.mp4";

class SuggestedPictures : public testing::Test {
  protected:
    ~SuggestedPictures() override { std::filesystem::remove_all(root_); }

    media::Image stored(const std::string& key) const { return media::read_image(storage_.path_of(key)); }
    bool has(int number) const { return storage_.exists(storage::suggested_picture_key(beside, number)); }

    const std::filesystem::path root_ =
        std::filesystem::temp_directory_path() / ("trainingzip_suggested_" + random_hex(8));
    const storage::VideoStorage storage_{root_};
};

TEST_F(SuggestedPictures, AreShrunkAndTheBestHasSmallerSizes) {
    const media::Image tall(1080, 1920);
    const media::Image little(200, 100);
    write_suggested_pictures(storage_, beside, {&tall, &little});
    const media::Image best = stored(storage::suggested_picture_key(beside, 1));
    EXPECT_EQ(best.width(), 720);
    EXPECT_EQ(best.height(), 1280);
    EXPECT_EQ(stored(storage::suggested_picture_key(beside, 2)).width(), 200);
    EXPECT_FALSE(has(3));
    const media::Image medium = stored(storage::smaller_picture_key(beside, "medium"));
    EXPECT_EQ(medium.width(), 640);
    EXPECT_EQ(medium.height(), 1138);
    EXPECT_EQ(stored(storage::smaller_picture_key(beside, "small")).width(), 320);
}

TEST_F(SuggestedPictures, ReplaceThoseOfAnEarlierAttempt) {
    const media::Image image(64, 48);
    write_suggested_pictures(storage_, beside, {&image, &image, &image});
    EXPECT_TRUE(has(3));
    write_suggested_pictures(storage_, beside, {&image});
    EXPECT_TRUE(has(1));
    EXPECT_FALSE(has(2));
    EXPECT_FALSE(has(3));
}

}  // namespace
}  // namespace trainingzip::shape
