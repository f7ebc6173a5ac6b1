#include <gtest/gtest.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <vector>

#include "media/image_reader.h"
#include "media/test_media.h"
#include "media/video_reader.h"
#include "vision/mask_rcnn_masker.h"
#include "vision/segmentation_masker.h"
#include "vision/silhouette_maker.h"
#include "vision/silhouette_picture.h"
#include "vision/trainer_poses.h"

namespace trainingzip::vision {
namespace {

TEST(SilhouetteSize, KeepsTheAspectAndIsEven) {
    EXPECT_EQ(silhouette_size(1280, 720, 480).height, 270);
    EXPECT_EQ(silhouette_size(720, 1280, 480).height, 854);
    EXPECT_EQ(silhouette_size(384, 496, 480).height, 620);
    EXPECT_EQ(silhouette_size(1920, 2, 480).height, 2);
}

TEST(PaintSilhouette, MixesCyanAndWhite) {
    Plane mask(4, 2);
    mask.values = {0, 0, 1, 1, 0, 0, 1, 0.5F};
    media::YuvPicture picture(4, 2);
    paint_silhouette(mask, picture);
    // BT.709: white is (235, 128, 128), cyan (188, 154, 16).
    EXPECT_EQ(picture.luma, (std::vector<std::uint8_t>{235, 235, 188, 188, 235, 235, 188, 212}));
    EXPECT_EQ(picture.blue_difference, (std::vector<std::uint8_t>{128, 150}));
    EXPECT_EQ(picture.red_difference, (std::vector<std::uint8_t>{128, 30}));
}

/// What the pose server says of the person of the training clip in its first frames.
class PosesOfClip {
  public:
    PosesOfClip(const InferenceEngine& engine, std::size_t frames) {
        const auto models = test::model_folder();
        const PersonDetector detector(engine.load(models / "rtmdet_nano" / "rtmdet-nano.onnx"));
        const PoseEstimator estimator(engine.load(models / "pp_tinypose_256x192" / "model_fp32_folded.onnx"),
                                      {});
        media::VideoReader beginning(test::training_clip(), {});
        const FoundPeople people = search_trainer(beginning, detector, estimator, {});
        media::VideoReader reader(test::training_clip(), {});
        const auto take = [&](const TimedPose& pose) {
            persons_.push_back(track_.read(pose.pose));
            if (persons_.size() >= frames) throw Enough();
        };
        try {
            find_trainer_poses(reader, people, detector, estimator, {}, take);
        } catch (const Enough&) {
            return;
        }
    }

    const std::optional<TrackedPerson>& at(std::int64_t frame) const {
        return persons_.at(static_cast<std::size_t>(frame));
    }

  private:
    class Enough : public std::exception {};

    TrackedPersonReader track_;
    std::vector<std::optional<TrackedPerson>> persons_;
};

class SilhouetteMakerTest : public testing::Test {
  protected:
    void SetUp() override {
        TRAININGZIP_NEEDS_MODEL("maskrcnn2go");
        const auto files = MaskNetworkFiles::in_folder(test::model_folder() / "maskrcnn2go" / "onnx", "q8w");
        masker.emplace(MaskNetwork(engine, files));
        made.emplace(*masker, SilhouetteSettings{});
    }

    SilhouetteMaker& maker() { return *made; }
    void make(const media::Frame& frame, const std::optional<TrackedPerson>& trainer, Plane& mask) {
        made->make(frame, made->cut_out(frame, trainer), mask);
    }

    InferenceEngine engine{EngineSettings{}};
    std::optional<MaskRcnnMasker> masker;
    std::optional<SilhouetteMaker> made;

    static float share_of_person(const Plane& mask) {
        double sum = 0;
        for (const float value : mask.values) sum += value;
        return static_cast<float>(sum / static_cast<double>(mask.values.size()));
    }
};

TEST_F(SilhouetteMakerTest, TheShapeOfTheSquatClipNeverCollapses) {
    const PosesOfClip poses(engine, 25);
    media::VideoReader reader(test::training_clip(), {});
    media::Frame frame;
    Plane mask(240, 426);
    Plane last;
    while (reader.read(frame)) {
        // One whole squat, 5 frames a second.
        if (frame.index > 24) break;
        make(frame, poses.at(frame.index), mask);
        EXPECT_GT(share_of_person(mask), 0.05F) << frame.index;
        EXPECT_LT(share_of_person(mask), 0.25F) << frame.index;
        const float likeness = last.empty() ? 1.0F : soft_intersection_over_union(mask, last);
        EXPECT_GT(likeness, 0.6F) << frame.index;
        last = mask;
    }
    EXPECT_EQ(maker().frames_with_trainer(), 25);
}

/// The person of the drawn picture, as the pose server would find her.
TrackedPerson drawn_person(const InferenceEngine& engine, const media::Image& picture) {
    const auto models = test::model_folder();
    const Box box{0, 0, static_cast<float>(picture.width()), static_cast<float>(picture.height())};
    const PoseEstimator estimator(engine.load(models / "pp_tinypose_256x192" / "model_fp32_folded.onnx"), {});
    const auto person = TrackedPersonReader().read(estimator.estimate(picture.view(), box));
    EXPECT_TRUE(person);
    return person.value_or(TrackedPerson{box, 0, {}});
}

/// The intersection over union of what is found and what was drawn.
float likeness_of_the_drawn_person(const InferenceEngine& engine, SilhouetteMaker& maker) {
    const auto folder = test::drawn_media_folder() / "drawn";
    media::Frame frame;
    frame.image = media::read_image(folder / "person.jpg");
    const media::Image truth = media::read_image(folder / "person_mask.png");
    Plane mask(truth.width(), truth.height());
    maker.make(frame, maker.cut_out(frame, drawn_person(engine, frame.image)), mask);
    Plane drawn(truth.width(), truth.height());
    for (int y = 0; y < truth.height(); ++y) {
        for (int x = 0; x < truth.width(); ++x) drawn.row(y)[x] = truth.pixel(x, y)[0] > 127 ? 1.0F : 0.0F;
    }
    return soft_intersection_over_union(mask, drawn);
}

TEST_F(SilhouetteMakerTest, APersonThatIsDrawnIsFoundAsDrawn) {
    EXPECT_GT(likeness_of_the_drawn_person(engine, maker()), 0.8F);
}

TEST(StandInSilhouette, APersonThatIsDrawnIsFoundAsDrawn) {
    TRAININGZIP_NEEDS_MODEL("nanodet");
    TRAININGZIP_NEEDS_MODEL("selfie_segmentation");
    const InferenceEngine engine{EngineSettings{}};
    const auto models = test::model_folder();
    const SegmentationMasker masker(PersonDetector(engine.load(models / "nanodet" / "nanodet.onnx")),
                                    engine.load(models / "selfie_segmentation" / "selfie_segmentation.onnx"));
    SilhouetteMaker maker(masker, {});
    EXPECT_GT(likeness_of_the_drawn_person(engine, maker), 0.8F);
}

TEST_F(SilhouetteMakerTest, TheTrainerMayLeaveAndComeBack) {
    media::VideoReader reader(test::training_clip(), {});
    media::Frame with_trainer;
    ASSERT_TRUE(reader.read(with_trainer));
    const auto trainer = PosesOfClip(engine, 1).at(0);
    ASSERT_TRUE(trainer);
    media::Frame empty = with_trainer;
    empty.image.fill(150);
    Plane mask(240, 426);

    make(empty, std::nullopt, mask);
    EXPECT_EQ(share_of_person(mask), 0);
    with_trainer.time_seconds = 0.1;
    make(with_trainer, trainer, mask);
    const float share = share_of_person(mask);
    EXPECT_GT(share, 0.05F);

    // Briefly nothing is found: the shape stays. Then it goes.
    with_trainer.time_seconds = 0.2;
    make(with_trainer, std::nullopt, mask);
    EXPECT_NEAR(share_of_person(mask), share, 0.02);
    with_trainer.time_seconds = 0.6;
    make(with_trainer, std::nullopt, mask);
    EXPECT_EQ(share_of_person(mask), 0);
    empty.time_seconds = 1;
    make(empty, std::nullopt, mask);
    EXPECT_EQ(share_of_person(mask), 0);
    with_trainer.time_seconds = 5;
    make(with_trainer, trainer, mask);
    EXPECT_NEAR(share_of_person(mask), share, 0.001);
    EXPECT_EQ(maker().frames_with_trainer(), 2);
}

TEST_F(SilhouetteMakerTest, NothingOfTheShapeOutlivesACutOfTheCamera) {
    media::VideoReader reader(test::training_clip(), {});
    media::Frame with_trainer;
    ASSERT_TRUE(reader.read(with_trainer));
    const auto trainer = PosesOfClip(engine, 1).at(0);
    ASSERT_TRUE(trainer);
    media::Frame elsewhere = with_trainer;
    elsewhere.image.fill(30);
    Plane mask(240, 426);

    make(with_trainer, trainer, mask);
    EXPECT_GT(share_of_person(mask), 0.05F);
    elsewhere.time_seconds = 0.04;
    make(elsewhere, std::nullopt, mask);
    EXPECT_EQ(share_of_person(mask), 0);
    // Nor does it come back with the next frame, which is like the one before.
    elsewhere.time_seconds = 0.08;
    make(elsewhere, std::nullopt, mask);
    EXPECT_EQ(share_of_person(mask), 0);

    // What is drawn after another cut is what would be drawn without anything before.
    with_trainer.time_seconds = 0.12;
    make(with_trainer, trainer, mask);
    Plane alone(240, 426);
    SilhouetteMaker other(*masker, {});
    other.make(with_trainer, other.cut_out(with_trainer, trainer), alone);
    EXPECT_EQ(mask.values, alone.values);
}

}  // namespace
}  // namespace trainingzip::vision
