#include <gtest/gtest.h>

#include <cmath>

#include "media/test_media.h"
#include "media/video_reader.h"
#include "vision/person_detector.h"
#include "vision/person_tracker.h"
#include "vision/pose_estimator.h"
#include "vision/segmentation_masker.h"
#include "vision/test_poses.h"

namespace trainingzip::vision {
namespace {

/// The networks of the npm registry, on the first frame of the training clip.
class StandInNetworks : public testing::Test {
  protected:
    void SetUp() override {
        const auto models = test::model_folder();
        for (const char* file :
             {"nanodet/nanodet.onnx", "movenet_thunder/movenet_thunder.onnx",
              "movenet_lightning/movenet_lightning.onnx", "selfie_segmentation/selfie_segmentation.onnx"}) {
            if (!exists(models / file)) GTEST_SKIP() << "needs the stand-in networks";
        }
        media::VideoReader reader(clip, {});
        ASSERT_TRUE(reader.read(frame));
    }

    Model load(const char* file) const { return engine.load(test::model_folder() / file); }

    const std::filesystem::path clip = test::training_clip();
    InferenceEngine engine{{Device::cpu, false, 1, false}};
    media::Frame frame;
};

TEST_F(StandInNetworks, NanodetFindsTheBoxThatTheRealDetectorFinds) {
    const PersonDetector nanodet(load("nanodet/nanodet.onnx"));
    const auto persons = nanodet.detect(frame.image.view(), 0.3F);
    ASSERT_FALSE(persons.empty());
    Box reference{1e9F, 1e9F, -1e9F, -1e9F};
    const auto poses = test::reference_poses();
    for (const auto& [part, point] : poses.front()) {
        reference = {std::min(reference.left, point.x), std::min(reference.top, point.y),
                     std::max(reference.right, point.x), std::max(reference.bottom, point.y)};
    }
    EXPECT_GT(intersection_over_union(persons.front().box, reference), 0.5F);
}

TEST_F(StandInNetworks, MovenetFindsTheJoints) {
    const auto reference = test::reference_poses().front();
    const PersonDetector nanodet(load("nanodet/nanodet.onnx"));
    const auto persons = nanodet.detect(frame.image.view(), 0.3F);
    ASSERT_FALSE(persons.empty());
    for (const char* file :
         {"movenet_thunder/movenet_thunder.onnx", "movenet_lightning/movenet_lightning.onnx"}) {
        const Pose pose = PoseEstimator(load(file), {}).estimate(frame.image.view(), persons.front().box);
        EXPECT_GT(mean_score(pose), 0.4F) << file;
        double sum = 0;
        for (const auto& [part, point] : reference) {
            const Point found = pose[static_cast<std::size_t>(part)].position;
            sum += std::hypot(found.x - point.x, found.y - point.y);
        }
        // The torso of the trainer is 260 pixels long.
        EXPECT_LT(sum / static_cast<double>(reference.size()), 26) << file;
    }
}

TEST_F(StandInNetworks, TheSegmentationCoversTheTrainerAndLittleElse) {
    const SegmentationMasker masker(PersonDetector(load("nanodet/nanodet.onnx")),
                                    load("selfie_segmentation/selfie_segmentation.onnx"));
    const auto persons = PersonDetector(load("nanodet/nanodet.onnx")).detect(frame.image.view(), 0.3F);
    ASSERT_FALSE(persons.empty());
    const Box& box = persons.front().box;
    const PersonMask mask = masker.cut_out(frame.image.view(), {box, 0, {}});
    double inside = 0;
    for (const float value : mask.probabilities.values) inside += value > 0.5F ? 1 : 0;
    const double scale = mask.probabilities.width / static_cast<double>(mask.region.width());
    const double share = inside / (static_cast<double>(box.area()) * scale * scale);
    EXPECT_GT(share, 0.2);
    EXPECT_LT(share, 0.9);
}

TEST_F(StandInNetworks, AnotherNetworkInTheirPlaceIsRefused) {
    EXPECT_THROW(PoseEstimator(load("nanodet/nanodet.onnx"), {}), EngineError);
    EXPECT_THROW(PersonDetector(load("movenet_thunder/movenet_thunder.onnx")), EngineError);
    EXPECT_THROW(
        SegmentationMasker(PersonDetector(load("nanodet/nanodet.onnx")), load("nanodet/nanodet.onnx")),
        EngineError);
}

}  // namespace
}  // namespace trainingzip::vision
