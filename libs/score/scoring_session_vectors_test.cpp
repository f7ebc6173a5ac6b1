#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>

#include "base/encoding.h"
#include "score/reading_layout.h"
#include "score/recorded_trainer.h"
#include "score/scoring_session.h"

namespace trainingzip::score {
namespace {

boost::json::value vectors() {
    std::ifstream file(TRAININGZIP_SOURCE_DIR "/libs/score/vectors/session.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return boost::json::parse(text);
}

template <std::size_t size>
void expect_equal(const boost::json::value& expected, const std::array<double, size>& actual) {
    ASSERT_EQ(expected.as_array().size(), size);
    for (std::size_t i = 0; i < size; ++i) {
        EXPECT_NEAR(expected.at(i).to_number<double>(), actual[i], 1e-9) << "number " << i;
    }
}

// web/src/engine/module/scorer.test.ts checks the module against the same file.
TEST(SessionVectors, TheNativeScorerAgreesWithTheFile) {
    const auto file = vectors();
    RecordedTrainer trainer;
    const auto blocks = base64url_decode(file.at("trainer").as_string());
    ASSERT_TRUE(blocks);
    ASSERT_EQ(read_trainer(*blocks, trainer), nullptr);
    const TrainerTrack track(trainer.frames, trainer.size());
    ScoringSession session(track, {.mirror = false});
    const PictureSize picture{.width = file.at("pictureWidth").to_number<double>(),
                              .height = file.at("pictureHeight").to_number<double>()};
    for (const auto& observation : file.at("observations").as_array()) {
        const auto& numbers = observation.at("pose").as_array();
        ASSERT_EQ(numbers.size(), static_cast<std::size_t>(pose_number_count));
        const auto number = [&](std::size_t i) { return numbers[i].to_number<double>(); };
        Pose pose;
        for (std::size_t joint = 0; joint < pose.size(); ++joint) {
            pose[joint] = {number(3 * joint), number(3 * joint + 1), number(3 * joint + 2)};
        }
        const auto time = observation.at("time").to_number<double>();
        expect_equal(observation.at("reading"), numbers_of(session.observe(time, pose, picture)));
    }
    expect_equal(file.at("summary"), numbers_of(session.summary()));
}

}  // namespace
}  // namespace trainingzip::score
