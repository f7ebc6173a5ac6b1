/// Prints the file vectors/session.json: a trainer, a trainee and what the native scorer says of them. The
/// native tests and those of the page's module both compare with it, and so with each other.

#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <cmath>
#include <iostream>

#include "base/encoding.h"
#include "score/reading_layout.h"
#include "score/recorded_trainer.h"
#include "score/test_tracks.h"
#include "vision/pose_block.h"

namespace json = boost::json;
namespace score = trainingzip::score;

namespace {

std::vector<std::uint8_t> trainer_blocks(const score::test::Track& track) {
    std::vector<std::uint8_t> bytes;
    constexpr std::size_t frames_of_block = 32;
    for (std::size_t first = 0; first < track.size(); first += frames_of_block) {
        trainingzip::vision::PoseBlock block{
            .first_frame = static_cast<std::uint32_t>(first), .width = 640, .height = 480, .frames = {}};
        for (std::size_t i = first; i < std::min(first + frames_of_block, track.size()); ++i) {
            trainingzip::vision::TimedPose timed{track[i].time, {}};
            for (std::size_t joint = 0; joint < timed.pose.size(); ++joint) {
                const auto& from = track[i].pose[joint];
                timed.pose[joint] = {{static_cast<float>(from.x), static_cast<float>(from.y)},
                                     static_cast<float>(from.confidence)};
            }
            block.frames.push_back(timed);
        }
        const auto more = trainingzip::vision::encode_pose_block(block);
        bytes.insert(bytes.end(), more.begin(), more.end());
    }
    return bytes;
}

/// Whole pixels and percents, so that the file is short and exact.
score::test::Track trainee() {
    using namespace score::test;
    auto track = noisy(distorted(delayed(sampled(dance, 9, 20), 0.2, 12), 14), 3);
    for (auto& timed : track) {
        for (auto& joint : timed.pose) {
            joint = {std::round(joint.x), std::round(joint.y), std::round(100 * joint.confidence) / 100};
        }
    }
    for (std::size_t i = 60; i < 70; ++i) track[i].pose[score::left_wrist].confidence = 0;
    for (std::size_t i = 80; i < 88; ++i) track[i].pose = {};
    return track;
}

}  // namespace

int main() {
    const auto blocks = trainer_blocks(score::test::sampled(score::test::dance, 9, 10));
    score::RecordedTrainer recorded;
    if (score::read_trainer(blocks, recorded) != nullptr) return 1;
    const score::TrainerTrack track(recorded.frames, recorded.size());
    score::ScoringSession session(track, {.mirror = false});

    json::array observations;
    for (const auto& [time, pose] : trainee()) {
        json::array numbers;
        for (const auto& joint : pose) {
            numbers.insert(numbers.end(), {joint.x, joint.y, joint.confidence});
        }
        const auto reading = score::numbers_of(session.observe(time, pose, {.width = 640, .height = 480}));
        observations.push_back({{"time", time}, {"pose", numbers}, {"reading", json::value_from(reading)}});
    }
    const json::object vectors{{"trainer", trainingzip::base64url_encode(blocks)},
                               {"pictureWidth", 640},
                               {"pictureHeight", 480},
                               {"observations", observations},
                               {"summary", json::value_from(score::numbers_of(session.summary()))}};
    std::cout << json::serialize(vectors) << '\n';
}
