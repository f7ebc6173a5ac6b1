#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>

#include "base/encoding.h"
#include "score/flat_reading.h"
#include "score/recorded_trainer.h"
#include "score/session.h"

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

// web/src/engine/module/vectors.test.ts checks the module against the same file.
TEST(SessionVectors, TheNativeScorerAgreesWithTheFile) {
    const auto file = vectors();
    RecordedTrainer trainer;
    const auto blocks = base64url_decode(file.at("trainer").as_string());
    ASSERT_TRUE(blocks);
    ASSERT_EQ(read_trainer(*blocks, trainer), nullptr);
    const TrainerTrack track(trainer.frames);
    Session session(track, {.mirror = false});
    const auto height = file.at("pictureHeight").to_number<double>();
    for (const auto& observation : file.at("observations").as_array()) {
        std::array<double, flat_pose_size> numbers{};
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            numbers[i] = observation.at("pose").at(i).to_number<double>();
        }
        const auto time = observation.at("time").to_number<double>();
        expect_equal(observation.at("reading"), flat(session.observe(time, pose_of(numbers), height)));
    }
    expect_equal(file.at("summary"), flat(session.summary()));
}

}  // namespace
}  // namespace trainingzip::score
