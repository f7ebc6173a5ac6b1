#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <string>

#include "media/video_reader.h"
#include "vision/staged_scenes.h"
#include "vision/test_poses.h"
#include "vision/trainer_poses.h"

namespace trainingzip::vision {
namespace {

using test::Cutting;

constexpr int width = 480;
constexpr int height = 320;
constexpr double frames_per_second = 10;

struct Networks {
    InferenceEngine engine{{Device::cpu, false, 1, false}};
    PersonDetector detector{engine.load(test::model_folder() / "rtmdet_nano/rtmdet-nano.onnx")};
    PoseEstimator estimator{engine.load(test::model_folder() / "pp_tinypose_256x192/model_fp32_folded.onnx"),
                            {}};
};

const Networks& networks() {
    static const Networks loaded;
    return loaded;
}

/// The woman who squats, 200 pixels tall.
const std::vector<Cutting>& woman() {
    static const std::vector<Cutting> frames = [] {
        std::vector<Cutting> cut;
        const auto reference = test::reference_poses();
        media::VideoReader reader(test::training_clip(), {});
        media::Frame frame;
        constexpr std::size_t one_squat = 26;
        while (cut.size() < one_squat && reader.read(frame)) {
            Cutting whole{std::move(frame.image), {}};
            for (const auto& [part, position] : reference[cut.size()]) whole.pose[part] = {position, 1};
            cut.push_back(test::resized(whole, 180.0 / whole.picture.width()));
            frame.image = {};
        }
        return cut;
    }();
    return frames;
}

std::vector<Cutting> each(const std::vector<Cutting>& from,
                          const std::function<Cutting(const Cutting&)>& change) {
    std::vector<Cutting> changed;
    changed.reserve(from.size());
    for (const Cutting& cutting : from) changed.push_back(change(cutting));
    return changed;
}

/// Somebody else.
const std::vector<Cutting>& other() {
    static const auto frames = each(woman(), test::in_other_clothes);
    return frames;
}

/// Somebody who looks the same.
const std::vector<Cutting>& twin() {
    static const auto frames = each(woman(), test::mirrored);
    return frames;
}

/// Near the camera.
const std::vector<Cutting>& large_woman() {
    static const auto frames = each(woman(), [](const Cutting& cutting) { return resized(cutting, 1.3); });
    return frames;
}

const Cutting& still(const std::vector<Cutting>& clip) {
    return clip[0];
}

/// To and fro, as far as the clip goes.
const Cutting& moving(const std::vector<Cutting>& clip, int frame) {
    const int last = static_cast<int>(clip.size()) - 1;
    const int place = frame % (2 * last);
    return clip[static_cast<std::size_t>(place <= last ? place : 2 * last - place)];
}

struct Laid {
    const Cutting* cutting;
    int left;
    int top;

    Pose pose() const { return test::laid(cutting->pose, left, top); }
};

/// Where somebody is in a frame; nullopt where not in view.
using Actor = std::function<std::optional<Laid>(int frame)>;

struct Play {
    int frames;
    std::vector<Actor> actors;  ///< From the back to the front. A picture on the wall is one as well.
    std::size_t trainer;
    /// Nobody could say where the trainer is, or who of two.
    std::function<bool(int frame)> is_hidden = [](int) { return false; };
    /// How far the camera is off.
    std::function<std::pair<int, int>(int frame)> shake = [](int) { return std::pair{0, 0}; };
    bool first_is_a_whole_picture = false;
    std::size_t frames_at_once = 4;

    std::optional<Laid> laid(std::size_t actor, int frame) const {
        auto place = actors[actor](frame);
        if (!place) return std::nullopt;
        const auto [x, y] = shake(frame);
        place->left += x;
        place->top += y;
        return place;
    }

    test::Scene scene() const {
        return {width, height, frames_per_second, frames, [this](std::int64_t index, media::Image& picture) {
                    static const media::Image room = [] {
                        media::Image painted(width, height);
                        test::paint_room(painted);
                        return painted;
                    }();
                    picture = room;
                    for (std::size_t actor = 0; actor < actors.size(); ++actor) {
                        const auto place = laid(actor, static_cast<int>(index));
                        if (!place) continue;
                        if (actor == 0 && first_is_a_whole_picture)
                            test::paste(picture, place->cutting->picture, place->left, place->top);
                        else
                            test::paste_person(picture, *place->cutting, place->left, place->top);
                    }
                }};
    }
};

float size_of(const Pose& pose) {
    const Box box = *box_of_pose(pose);
    return std::max(box.width(), box.height());
}

/// Of all joints, in sizes of the person.
float mean_error(const Pose& found, const Pose& expected) {
    float sum = 0;
    for (std::size_t part = 0; part < part_count; ++part) {
        sum += std::hypot(found[part].position.x - expected[part].position.x,
                          found[part].position.y - expected[part].position.y);
    }
    return sum / part_count / size_of(expected);
}

bool is_in_full_view(const Pose& pose) {
    const Box box = *box_of_pose(pose);
    return box.left >= 0 && box.right <= width;
}

/// What is wrong with the pose of a frame, if anything.
std::string fault(const Play& play, int frame, const Pose& found) {
    const bool nobody = mean_score(found) == 0;
    const auto trainer = play.laid(play.trainer, frame);
    if (!trainer) return nobody ? "" : "a ghost";
    if (play.is_hidden(frame)) return "";
    const Pose expected = trainer->pose();
    if (is_in_full_view(expected)) {
        constexpr float right = 0.1F;
        if (nobody) return "nobody";
        const float error = mean_error(found, expected);
        return error < right ? "" : "off by " + std::to_string(error);
    }
    for (std::size_t actor = 0; actor < play.actors.size() && !nobody; ++actor) {
        const auto place = play.laid(actor, frame);
        if (actor != play.trainer && place && mean_error(found, place->pose()) < mean_error(found, expected))
            return "somebody else";
    }
    return "";
}

void expect_the_trainer_in_every_frame(const Play& play, TrainerPosesOptions options = {}) {
    test::Scene beginning = play.scene();
    const FoundPeople people =
        search_trainer(beginning, networks().detector, networks().estimator, options.search);
    options.frames_at_once = play.frames_at_once;
    test::Scene frames = play.scene();
    int frame = 0;
    find_trainer_poses(frames, people, networks().detector, networks().estimator, options,
                       [&](const TimedPose& timed) {
                           EXPECT_EQ(fault(play, frame, timed.pose), "")
                               << "frame " << frame << ", " << options.frames_at_once << " at once";
                           ++frame;
                       });
    EXPECT_EQ(frame, play.frames);
}

Actor at(const std::vector<Cutting>& clip, int left, int top = 0) {
    return [&clip, left, top](int frame) { return Laid{&moving(clip, frame), left, top}; };
}

/// Comes from the right at a frame and stops at `left`.
Actor entering(const std::vector<Cutting>& clip, int first, int left) {
    return [&clip, first, left](int frame) -> std::optional<Laid> {
        if (frame < first) return std::nullopt;
        return Laid{&moving(clip, frame), std::max(left, 470 - 20 * (frame - first)), 0};
    };
}

/// Walks through the picture from the left from a frame on, so many pixels a frame.
Actor walking(const std::vector<Cutting>& clip, int first, int step, int top) {
    return [&clip, first, step, top](int frame) -> std::optional<Laid> {
        const int left = -140 + step * (frame - first);
        if (frame < first || left > 430) return std::nullopt;
        return Laid{&moving(clip, frame), left, top};
    };
}

Actor picture_of(const Cutting& cutting, int left, int top) {
    return [&cutting, left, top](int) { return Laid{&cutting, left, top}; };
}

struct Passer {
    const std::vector<Cutting>& clip;
    std::size_t frames_at_once;
};

/// Whether frames are read one after the other or at once must not matter for who is followed.
std::array<Passer, 2> passers() {
    return {Passer{other(), 4}, Passer{twin(), 1}};
}

class SeveralPersons : public testing::Test {
  protected:
    void SetUp() override {
        TRAININGZIP_NEEDS_MODEL("rtmdet_nano");
        TRAININGZIP_NEEDS_MODEL("pp_tinypose_256x192");
    }
};

TEST_F(SeveralPersons, TheLargerOfTwoSideBySideStaysTheTrainer) {
    expect_the_trainer_in_every_frame({50, {at(twin(), 250), at(large_woman(), 30, -70)}, 1});
}

TEST_F(SeveralPersons, TheOwnerMayChooseAnother) {
    const Play play{40, {at(other(), 250), at(large_woman(), 30, -70)}, 0};
    test::Scene beginning = play.scene();
    const auto possible = possible_trainers(
        search_trainer(beginning, networks().detector, networks().estimator, TrainerSearchOptions{}));
    ASSERT_EQ(possible.size(), 2U);
    EXPECT_TRUE(possible[0].is_chosen);
    EXPECT_FALSE(possible[1].is_chosen);
    EXPECT_EQ(possible[0].time_seconds, possible[1].time_seconds) << "a frame that shows both";
    EXPECT_LT(possible[0].box.centre().x, possible[1].box.centre().x);
    EXPECT_GT(possible[1].share_of_time, 0.9F);
    EXPECT_FALSE(possible[1].is_still);
    TrainerPosesOptions options;
    options.search.chosen = PointedOut{possible[1].time_seconds, possible[1].box};
    expect_the_trainer_in_every_frame(play, options);
}

TEST_F(SeveralPersons, APictureOnTheWallIsNotTheTrainer) {
    Play play{50, {picture_of(still(large_woman()), 60, -70), at(woman(), 290)}, 1};
    play.first_is_a_whole_picture = true;
    expect_the_trainer_in_every_frame(play);
    play.shake = [](int frame) { return std::pair{7 * frame % 9 - 4, 5 * frame % 7 - 3}; };
    expect_the_trainer_in_every_frame(play);
}

TEST_F(SeveralPersons, WhoEntersLateIsFoundAndNobodyBefore) {
    expect_the_trainer_in_every_frame({60, {entering(woman(), 25, 200)}, 0});
    Play play{90, {picture_of(still(large_woman()), 30, -70), entering(woman(), 45, 270)}, 1};
    play.first_is_a_whole_picture = true;
    expect_the_trainer_in_every_frame(play);
}

TEST_F(SeveralPersons, WhoWalksThroughEarlyIsNotTheTrainer) {
    expect_the_trainer_in_every_frame({85, {entering(woman(), 26, 150), walking(other(), 0, 20, 4)}, 0});
}

TEST_F(SeveralPersons, WhoWalksBehindTheTrainerDoesNotTakeOver) {
    for (const auto& [clip, frames_at_once] : passers()) {
        Play play{60, {walking(clip, 10, 16, -4), at(woman(), 150)}, 1};
        play.frames_at_once = frames_at_once;
        expect_the_trainer_in_every_frame(play);
    }
}

TEST_F(SeveralPersons, WhoWalksInFrontOfTheTrainerDoesNotTakeOver) {
    const auto hidden_behind = [](const Actor& passer) {
        return [passer](int frame) {
            const auto place = passer(frame);
            return place && std::abs(place->left - 150) < 65;
        };
    };
    for (const auto& [clip, frames_at_once] : passers()) {
        const Actor passer = walking(clip, 10, 16, 4);
        Play play{60, {at(woman(), 150), passer}, 0, hidden_behind(passer)};
        play.frames_at_once = frames_at_once;
        expect_the_trainer_in_every_frame(play);
    }
}

TEST_F(SeveralPersons, ATrainerWhoWalksPastSomebodyStaysTheTrainer) {
    const Actor trainer = [](int frame) {
        return Laid{&moving(large_woman(), frame), std::clamp(10 * (frame - 10), 0, 270), -70};
    };
    expect_the_trainer_in_every_frame({55, {picture_of(still(other()), 160, 0), trainer}, 1});
}

TEST_F(SeveralPersons, WhoComesBackIsTheSame) {
    const Actor trainer = [](int frame) -> std::optional<Laid> {
        int left = 150;
        if (frame >= 20) left += 20 * (frame - 20);
        if (frame >= 45) left = std::max(150, 470 - 20 * (frame - 45));
        if (left > 430 && frame < 45) return std::nullopt;
        return Laid{&moving(woman(), frame), left, 0};
    };
    Play play{75, {picture_of(still(twin()), -50, 0), trainer}, 1};
    play.first_is_a_whole_picture = true;
    expect_the_trainer_in_every_frame(play);
    expect_the_trainer_in_every_frame({75, {at(other(), -10), trainer}, 1});
}

TEST_F(SeveralPersons, ACutDoesNotChangeTheTrainer) {
    const auto change_places = [](const std::vector<Cutting>& before, int left, int top,
                                  const std::vector<Cutting>& after, int new_left, int new_top) {
        return [=, &before, &after](int frame) {
            return frame < 25 ? Laid{&moving(before, frame), left, top}
                              : Laid{&moving(after, frame), new_left, new_top};
        };
    };
    expect_the_trainer_in_every_frame({50,
                                       {change_places(other(), 260, 10, other(), 20, 10),
                                        change_places(large_woman(), 20, -70, woman(), 260, 0)},
                                       1});
}

}  // namespace
}  // namespace trainingzip::vision
