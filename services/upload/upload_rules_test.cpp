#include <gtest/gtest.h>

#include "base/error.h"
#include "upload/file_name.h"
#include "upload/show_progress.h"
#include "upload/verdict.h"

namespace trainingzip::upload {
namespace {

using namespace std::chrono_literals;

bool is_taken(std::string_view name) {
    try {
        require_file_name(name);
        return true;
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::file_name_invalid);
        return false;
    }
}

TEST(FileName, TakesWhatCouldBeAFile) {
    for (const char* name : {"a.mp4", "스쿼트 3.mp4", "..a", "é\"'*?.mov", "blob"})
        EXPECT_TRUE(is_taken(name)) << name;
    EXPECT_TRUE(is_taken(std::string(255, 'a')));
    for (const char* name :
         {"", ".", "..", "a/b", "a\\b", "a\nb", "a\x7f", "a\xC2\x85", "\xff", "\xC0\xAF"}) {
        EXPECT_FALSE(is_taken(name)) << name;
    }
    EXPECT_FALSE(is_taken(std::string(256, 'a')));
    EXPECT_FALSE(is_taken(std::string_view("a\0b", 3)));
}

TEST(FileName, ShowsOnlyWellFormedMediaTypes) {
    EXPECT_EQ(shown_media_type("video/mp4"), "video/mp4");
    EXPECT_EQ(shown_media_type("Video/WebM; codecs=\"vp9\""), "video/webm");
    for (const char* type : {"", "video", "/", "video/", "<b>/x", "a/b/c"}) {
        EXPECT_EQ(shown_media_type(type), "application/octet-stream") << type;
    }
}

Job job_after(int attempts, UtcTime last_progress) {
    Job job;
    job.attempts = attempts;
    job.last_progress = last_progress;
    return job;
}

class VerdictTest : public testing::Test {
  protected:
    Verdict of(const auto& reason, int attempts, std::chrono::milliseconds silence = 0ms) const {
        const UtcTime now{1'000'000s};
        return judge(std::make_exception_ptr(reason), job_after(attempts, now - silence), now, settings_);
    }

    JobSettings settings_{.owner = "test",
                          .lease = 30s,
                          .retry_delay = 5s,
                          .patience = 900s,
                          .attempts = 3,
                          .normalise_at_once = 1,
                          .orders_at_once = 1};
};

TEST_F(VerdictTest, WhatLiesInTheVideoFailsAtOnce) {
    const Verdict verdict = of(Failure(ErrorCode::no_person_found), 1);
    EXPECT_TRUE(verdict.failed);
    EXPECT_EQ(verdict.code, ErrorCode::no_person_found);
    EXPECT_EQ(of(Failure(ErrorCode::storage_full), 1).code, ErrorCode::storage_full);
}

TEST_F(VerdictTest, OtherFaultsAreTriedAgainLaterEachTime) {
    const Failure fault(ErrorCode::internal, "secret detail");
    EXPECT_FALSE(of(fault, 1).failed);
    EXPECT_EQ(of(fault, 1).delay, 5s);
    EXPECT_EQ(of(fault, 2).delay, 15s);
    EXPECT_TRUE(of(fault, 1).counted);
    EXPECT_TRUE(of(fault, 3).failed);
    EXPECT_EQ(of(fault, 3).code, ErrorCode::processing_failed) << "the owner is not told of our insides";
    EXPECT_TRUE(of(std::runtime_error("x"), 3).failed);
}

TEST_F(VerdictTest, AServerThatIsAwayCostsNoAttemptForAWhile) {
    const NotReached away("refused", 2s);
    EXPECT_FALSE(of(away, 3, 899s).failed);
    EXPECT_FALSE(of(away, 3, 899s).counted);
    EXPECT_EQ(of(away, 3, 899s).delay, 2s);
    EXPECT_TRUE(of(away, 1, 901s).counted);
    EXPECT_TRUE(of(away, 3, 901s).failed);
    EXPECT_FALSE(of(Busy("busy", 7s), 3, 9000s).failed);
    EXPECT_FALSE(of(Busy("busy", 7s), 3, 9000s).counted);
    EXPECT_FALSE(of(Failure(ErrorCode::unavailable), 3).counted);
}

TEST(Progress, CountsTheStages) {
    EXPECT_EQ(overall_progress("QUEUED", {}).percent, 0);
    EXPECT_EQ(overall_progress("PROCESSING", {{"normalise", "running", 50, 100, 10}}).percent, 5);
    const std::vector<JobStage> half{{"normalise", "done", 100, 100, 0},
                                     {"pose", "running", 50, 100, 10},
                                     {"shape", "running", 20, 100, 20}};
    const OverallProgress progress = overall_progress("PROCESSING", half);
    EXPECT_EQ(progress.percent, 41);
    EXPECT_EQ(progress.seconds_left, 5) << "the slower of both";
    EXPECT_EQ(overall_progress("READY", half).percent, 100);
    EXPECT_EQ(overall_progress("FAILED", half).seconds_left, std::nullopt);
}

TEST(Progress, NeverShowsWholeBeforeItIs) {
    const std::vector<JobStage> all{
        {"normalise", "done", 9, 9, 0}, {"pose", "done", 9, 9, 0}, {"shape", "running", 20, 9, 0}};
    const OverallProgress progress = overall_progress("PROCESSING", all);
    EXPECT_EQ(progress.percent, 99);
    EXPECT_EQ(progress.seconds_left, std::nullopt);
}

}  // namespace
}  // namespace trainingzip::upload
