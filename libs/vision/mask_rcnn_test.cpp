#include "vision/mask_rcnn.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "media/image_reader.h"
#include "media/test_media.h"

namespace trainingzip::vision {
namespace {

MaskRcnnFiles files(const std::string& precision) {
    return MaskRcnnFiles::in_folder(test::model_folder() / "maskrcnn2go" / "onnx", precision);
}

media::Image still(const std::string& name) {
    return media::read_image(test::picture_of_a_person(name));
}

class MaskRcnnTest : public testing::Test {
  protected:
    void SetUp() override {
        TRAININGZIP_NEEDS_MODEL("maskrcnn2go");
        loaded.emplace(engine, files("fp32"));
    }

    const MaskRcnn& network() const { return *loaded; }

    InferenceEngine engine{EngineSettings{}};
    std::optional<MaskRcnn> loaded;

    Plane draw(const MaskRcnn& with, const BackboneFeatures& features, const Box& box) {
        Plane plane(static_cast<int>(features.picture_width), static_cast<int>(features.picture_height));
        paste_mask(with.masks(features, {&box, 1}).front(), 1, MaskInterpolation::linear, plane);
        return plane;
    }
};

TEST_F(MaskRcnnTest, FindsEachPersonOnce) {
    TRAININGZIP_NEEDS_RECORDED("coco_kp_permissive");
    // Five people sit around this table, the fifth cut off by the left edge.
    const media::Image image = still("coco_kp_permissive/images/000000000790.jpg");
    const auto people = network().detect(network().infer(image.view()));
    ASSERT_GE(people.size(), 5U);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_GT(people[i].score, 0.98F);
    const Box right{433, 127, 630, 400};
    EXPECT_GT(intersection_over_union(people[0].box, right), 0.95F);
}

TEST_F(MaskRcnnTest, FindsNobodyInAnEmptyPicture) {
    media::Image image(320, 240);
    image.fill(128);
    for (const Detection& detection : network().detect(network().infer(image.view()))) {
        EXPECT_LT(detection.score, 0.5F);
    }
}

TEST_F(MaskRcnnTest, TheOrderOfColoursInMemoryDoesNotMatter) {
    const media::Image image = still("exercise_stills/Star_Jump_1.jpg");
    media::Image swapped(image.width(), image.height(), media::PixelFormat::bgr);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            for (int channel = 0; channel < 3; ++channel) {
                swapped.pixel(x, y)[channel] = image.pixel(x, y)[2 - channel];
            }
        }
    }
    const auto a = network().detect(network().infer(image.view()));
    const auto b = network().detect(network().infer(swapped.view()));
    ASSERT_FALSE(a.empty());
    ASSERT_EQ(a.size(), b.size());
    EXPECT_EQ(a.front().box, b.front().box);
}

TEST_F(MaskRcnnTest, GraphsOfBothPrecisionsAgree) {
    const MaskRcnn small(engine, files("q8w"));
    for (const char* name : {"exercise_stills/Star_Jump_1.jpg", "exercise_stills/Pushups_0.jpg",
                             "exercise_stills/Bodyweight_Squat_1.jpg"}) {
        const media::Image image = still(name);
        const auto features = network().infer(image.view());
        const auto small_features = small.infer(image.view());
        const auto people = network().detect(features);
        const auto small_people = small.detect(small_features);
        ASSERT_FALSE(people.empty()) << name;
        ASSERT_EQ(people.size(), small_people.size()) << name;
        EXPECT_NEAR(people[0].score, small_people[0].score, 0.001) << name;
        EXPECT_GT(intersection_over_union(people[0].box, small_people[0].box), 0.995F) << name;
        const Plane mask = draw(network(), features, people[0].box);
        const Plane small_mask = draw(small, small_features, small_people[0].box);
        EXPECT_GT(soft_intersection_over_union(mask, small_mask), 0.995F) << name;
    }
}

TEST_F(MaskRcnnTest, TheBackboneWithoutProposalsGivesTheSameMask) {
    const media::Image image = still("exercise_stills/Bodyweight_Squat_1.jpg");
    const auto features = network().infer(image.view());
    const auto people = network().detect(features);
    ASSERT_FALSE(people.empty());
    const MaskNetwork alone(
        engine, MaskNetworkFiles::in_folder(test::model_folder() / "maskrcnn2go" / "onnx", "fp32"));
    const MaskGrid expected = network().masks(features, {&people[0].box, 1}).front();
    const MaskGrid found = alone.masks(alone.infer(image.view()), {&people[0].box, 1}).front();
    ASSERT_EQ(found.probabilities.size(), expected.probabilities.size());
    for (std::size_t i = 0; i < found.probabilities.size(); ++i)
        EXPECT_NEAR(found.probabilities[i], expected.probabilities[i], 1e-5F);
}

TEST_F(MaskRcnnTest, TheMaskFillsMuchOfItsBoxAndNothingFarFromIt) {
    const media::Image image = still("exercise_stills/Bodyweight_Squat_1.jpg");
    const auto features = network().infer(image.view());
    const auto people = network().detect(features);
    ASSERT_FALSE(people.empty());
    const Box box = people[0].box;
    const Plane mask = draw(network(), features, box);
    double inside = 0;
    double all = 0;
    for (int y = 0; y < mask.height; ++y) {
        for (int x = 0; x < mask.width; ++x) {
            const auto column = static_cast<float>(x);
            const auto row = static_cast<float>(y);
            const bool in = column >= box.left && column < box.right && row >= box.top && row < box.bottom;
            all += mask.row(y)[x];
            inside += in ? mask.row(y)[x] : 0.0F;
        }
    }
    EXPECT_GT(inside, 0.3 * box.area());
    EXPECT_GT(inside, 0.95 * all);
}

TEST(MaskRcnnFiles, AreRefusedWhenMissingOrMixedUp) {
    TRAININGZIP_NEEDS_MODEL("maskrcnn2go");
    const InferenceEngine engine{EngineSettings{}};
    EXPECT_THROW(MaskRcnn(engine, files("fp99")), EngineError);
    MaskRcnnFiles mixed = files("q8w");
    std::swap(mixed.box_head, mixed.mask_head);
    EXPECT_THROW(MaskRcnn(engine, mixed), EngineError);
    EXPECT_THROW(MaskNetwork(engine, {mixed.backbone, mixed.mask_head}), EngineError);
    EXPECT_THROW(MaskNetwork(engine, {mixed.backbone, files("fp99").mask_head}), EngineError);
    // A backbone without proposals cannot find anybody.
    MaskRcnnFiles without = files("q8w");
    without.backbone =
        MaskNetworkFiles::in_folder(test::model_folder() / "maskrcnn2go" / "onnx", "q8w").backbone;
    EXPECT_THROW(MaskRcnn(engine, without), EngineError);
}

TEST(ReadAnchors, TakesFourNumbersALine) {
    const auto path = std::filesystem::path(testing::TempDir()) / "anchors_test.txt";
    std::ofstream(path) << "0 0 15 15\n-8 -4.5 23 11\n";
    EXPECT_EQ(read_anchors(path, true), (std::vector<Box>{{0, 0, 16, 16}, {-8, -4.5F, 24, 12}}));
    EXPECT_EQ(read_anchors(path, false)[0], (Box{0, 0, 15, 15}));
    std::ofstream(path) << "0 0 15\n";
    EXPECT_THROW(read_anchors(path, true), EngineError);
    std::filesystem::remove(path);
    EXPECT_THROW(read_anchors(path, true), EngineError);
}

}  // namespace
}  // namespace trainingzip::vision
