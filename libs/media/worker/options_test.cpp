#include "media/worker/options.h"

#include <gtest/gtest.h>

#include <vector>

namespace trainingzip::media {
namespace {

std::optional<WorkerOptions> parse(std::vector<const char*> arguments) {
    return parse_worker_options(arguments);
}

TEST(WorkerOptions, TakesPathsAndLimits) {
    const auto options = parse({"normalise", "/a", "/b", "--seconds=60", "--threads=3"});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->task, WorkerOptions::Task::normalise);
    EXPECT_EQ(options->target, "/b");
    EXPECT_EQ(options->normalise.limits.seconds, 60);
    EXPECT_EQ(options->normalise.threads, 3);
    EXPECT_EQ(parse({"probe", "/a"})->task, WorkerOptions::Task::probe);
    EXPECT_EQ(parse({"frames", "/a", "--slots=1000"})->frames.slots, 128U);
}

TEST(WorkerOptions, RefusesTheRest) {
    EXPECT_FALSE(parse({}));
    EXPECT_FALSE(parse({"probe"}));
    EXPECT_FALSE(parse({"probe", "-a"}));
    EXPECT_FALSE(parse({"probe", "/a", "/b"}));
    EXPECT_FALSE(parse({"normalise", "/a"}));
    EXPECT_FALSE(parse({"frames"}));
    EXPECT_FALSE(parse({"frames", "/a", "/b"}));
    EXPECT_FALSE(parse({"probe", "/a", "--seconds=-1"}));
    EXPECT_FALSE(parse({"probe", "/a", "--seconds=1x"}));
    EXPECT_FALSE(parse({"probe", "/a", "--unknown=1"}));
    EXPECT_FALSE(parse({"probe", ""}));
}

}  // namespace
}  // namespace trainingzip::media
