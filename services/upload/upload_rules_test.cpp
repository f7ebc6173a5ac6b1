#include <gtest/gtest.h>

#include "base/error.h"
#include "jobs/job_client.h"
#include "upload/file_name.h"
#include "upload/job_outcome.h"
#include "upload/network_monitor.h"
#include "upload/owner_messages.h"
#include "upload/show_progress.h"

namespace trainingzip::upload {
namespace {

using namespace std::chrono_literals;

bool is_taken(std::string_view name) {
    try {
        shown_file_name(name);
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

TEST(FileName, IsShownSafelyAndComposed) {
    EXPECT_EQ(shown_file_name("\u1109\u1173\u110F\u116F\u1110\u1173.mp4"), "스쿼트.mp4");
    EXPECT_EQ(shown_file_name("cafe\u0301.mp4"), "caf\u00E9.mp4");
    EXPECT_EQ(shown_file_name("squat\u202E4pm.exe"), "squat4pm.exe");
    EXPECT_EQ(shown_file_name("\u2067a\u2069\u200B\uFEFF.mp4"), "a.mp4");
    EXPECT_EQ(shown_file_name("  a b.mp4\u3000"), "a b.mp4");
    EXPECT_EQ(shown_file_name("\u200Da\u200D.mp4\u200D"), "a\u200D.mp4");
    const char* family = "\U0001F469\u200D\U0001F467\uFE0F.mp4";
    EXPECT_EQ(shown_file_name(family), family);
    for (const char* name :
         {" ", "\u3000\u00A0", "\u200B", "\u202E", "\uFE0F", "\u3164", "\u200B..", "a\u2028b"}) {
        EXPECT_FALSE(is_taken(name)) << name;
    }
}

TEST(FileName, ShowsOnlyWellFormedMediaTypes) {
    EXPECT_EQ(shown_media_type("video/mp4"), "video/mp4");
    EXPECT_EQ(shown_media_type("Video/WebM; codecs=\"vp9\""), "video/webm");
    for (const char* type : {"", "video", "/", "video/", "<b>/x", "a/b/c"}) {
        EXPECT_EQ(shown_media_type(type), "application/octet-stream") << type;
    }
}

class JobOutcomeTest : public testing::Test {
  protected:
    JobOutcome of(const auto& reason, int attempts, int suspicion = 0) const {
        Job job;
        job.attempts = attempts;
        job.suspicion = suspicion;
        return outcome_of(std::make_exception_ptr(reason), job, settings_);
    }

    JobSettings settings_{.owner = "test",
                          .lease = 30s,
                          .retry_delay = 5s,
                          .patience = 900s,
                          .quarantine = {},
                          .attempts = 3,
                          .normalise_at_once = 1,
                          .orders_at_once = 1};
};

TEST_F(JobOutcomeTest, WhatLiesInTheVideoFailsAtOnce) {
    const JobOutcome outcome = of(Failure(ErrorCode::no_person_found), 1);
    EXPECT_TRUE(outcome.failed);
    EXPECT_EQ(outcome.code, ErrorCode::no_person_found);
    EXPECT_EQ(of(Failure(ErrorCode::storage_full), 1).code, ErrorCode::storage_full);
}

TEST_F(JobOutcomeTest, OtherFaultsAreTriedAgainLaterEachTime) {
    const Failure fault(ErrorCode::internal, "secret detail");
    EXPECT_FALSE(of(fault, 1).failed);
    EXPECT_EQ(of(fault, 1).delay, 5s);
    EXPECT_EQ(of(fault, 2).delay, 15s);
    EXPECT_EQ(of(fault, 1).charge, Charge::attempt);
    EXPECT_TRUE(of(fault, 3).failed);
    EXPECT_EQ(of(fault, 3).code, ErrorCode::processing_failed) << "the owner is not told of our insides";
    EXPECT_TRUE(of(std::runtime_error("x"), 3).failed);
}

TEST_F(JobOutcomeTest, TheWaitForAnotherAttemptGrowsToAnHour) {
    settings_.attempts = 100;
    const Failure fault(ErrorCode::internal);
    EXPECT_EQ(of(fault, 6).delay, 1215s);
    EXPECT_EQ(of(fault, 8).delay, 1h);
    EXPECT_EQ(of(fault, 99).delay, 1h);
    settings_.retry_delay = 2h;
    EXPECT_EQ(of(fault, 1).delay, 2h);
    EXPECT_EQ(of(fault, 99).delay, 2h);
}

TEST_F(JobOutcomeTest, AServerThatIsAwayCostsNoAttemptForAWhile) {
    const jobs::ServerUnreachable lately("refused", 2s, 899s);
    EXPECT_FALSE(of(lately, 3).failed);
    EXPECT_EQ(of(lately, 3).charge, Charge::nothing);
    EXPECT_EQ(of(lately, 3).delay, 2s);
    const jobs::ServerUnreachable for_long("refused", 2s, 901s);
    EXPECT_EQ(of(for_long, 1).charge, Charge::attempt);
    EXPECT_FALSE(of(for_long, 1).failed);
    EXPECT_TRUE(of(for_long, 3).failed);
    EXPECT_EQ(of(Failure(ErrorCode::unavailable), 3).charge, Charge::nothing);
}

TEST(NetworkMonitor, AnAnswerThatIsLostDoesNotUndoTheLastReport) {
    const std::chrono::steady_clock::time_point start{};
    const ServerNetworks unknown = after_poll({}, std::nullopt, start);
    EXPECT_FALSE(unknown.reachable);
    const ServerNetworks reported =
        after_poll(unknown, vision::NetworkState{vision::NetworkSet::real, {}}, start);
    EXPECT_TRUE(reported.has_real());
    const ServerNetworks late = after_poll(reported, std::nullopt, start + 9s);
    EXPECT_TRUE(late.has_real());
    EXPECT_FALSE(after_poll(late, std::nullopt, start + 10s).reachable);
    const ServerNetworks waiting =
        after_poll(late, vision::NetworkState{std::nullopt, {"pose.onnx"}}, start + 1s);
    EXPECT_TRUE(waiting.waits_for_models());
    EXPECT_FALSE(waiting.has_real());
}

TEST_F(JobOutcomeTest, ABusyServerMakesTheWorkerWaitAndNotTheJob) {
    const JobOutcome outcome = of(jobs::ServerBusy("busy", 7s), 3);
    EXPECT_FALSE(outcome.failed);
    EXPECT_EQ(outcome.charge, Charge::nothing);
    EXPECT_EQ(outcome.delay, 0s);
    EXPECT_EQ(outcome.pause, 7s);
}

TEST_F(JobOutcomeTest, ADeathCountsForASuspectThatWasAlone) {
    const WorkerDied beside_others("SIGSEGV", false);
    for (const int suspicion : {0, 1, 2}) {
        const JobOutcome outcome = of(beside_others, 3, suspicion);
        EXPECT_TRUE(outcome.died);
        EXPECT_FALSE(outcome.failed);
        EXPECT_EQ(outcome.charge, Charge::suspicion);
        EXPECT_EQ(outcome.delay, 5s);
    }
    const WorkerDied alone("SIGSEGV", true);
    EXPECT_EQ(of(alone, 1, 0).charge, Charge::suspicion) << "the first never counts";
    EXPECT_EQ(of(alone, 1, 1).charge, Charge::attempt);
    EXPECT_FALSE(of(alone, 1, 1).failed);
    EXPECT_TRUE(of(alone, 2, 1).failed) << "the third death";
    EXPECT_EQ(of(alone, 2, 1).code, ErrorCode::processing_failed);
    EXPECT_NE(of(alone, 2, 1).reason.find("SIGSEGV"), std::string::npos);
    const Failure decoder(ErrorCode::media_process_died, "signal 11");
    EXPECT_TRUE(of(decoder, 1, 0).died) << "told by a server that goes on";
    EXPECT_EQ(of(decoder, 1, 0).charge, Charge::suspicion);
    EXPECT_TRUE(of(decoder, 2, 1).failed);
    EXPECT_EQ(of(decoder, 2, 1).code, ErrorCode::processing_failed);
}

TEST(Progress, CountsTheStages) {
    EXPECT_EQ(overall_progress("QUEUED", {}).percent, 0);
    EXPECT_EQ(overall_progress("PROCESSING", {{JobKind::normalise, "running", 50, 100, 10}}).percent, 5);
    const std::vector<JobStage> half{{JobKind::normalise, "done", 100, 100, 0},
                                     {JobKind::pose, "running", 50, 100, 10},
                                     {JobKind::shape, "running", 20, 100, 20}};
    const OverallProgress progress = overall_progress("PROCESSING", half);
    EXPECT_EQ(progress.percent, 41);
    EXPECT_EQ(progress.seconds_left, 5) << "the slower of both";
    EXPECT_EQ(overall_progress("READY", half).percent, 100);
    EXPECT_EQ(overall_progress("FAILED", half).seconds_left, std::nullopt);
}

TEST(Progress, NeverShowsWholeBeforeItIs) {
    const std::vector<JobStage> all{{JobKind::normalise, "done", 9, 9, 0},
                                    {JobKind::pose, "done", 9, 9, 0},
                                    {JobKind::shape, "running", 20, 9, 0}};
    const OverallProgress progress = overall_progress("PROCESSING", all);
    EXPECT_EQ(progress.percent, 99);
    EXPECT_EQ(progress.seconds_left, std::nullopt);
}

TEST(Notices, AreReadStrictly) {
    EXPECT_TRUE(notices_of(jobs::ProgressMessage(R"({"type":"done"})")).empty());
    const Notices told = notices_of(jobs::ProgressMessage(
        R"({"type":"done","notices":[{"kind":"cut_off","seconds":1.5},{"kind":"sound_left_out","seconds":0}]})"));
    EXPECT_EQ(told, (Notices{{media::NoticeKind::cut_off, 1.5}, {media::NoticeKind::sound_left_out, 0}}));
    EXPECT_EQ(notices_from_text(notices_to_text(told)), told);
    for (const char* wrong :
         {"5", "[5]", R"([{"kind":"cut_off"}])", R"([{"kind":"other","seconds":0}])",
          R"([{"kind":"cut_off","seconds":-1}])", R"([{"kind":"cut_off","seconds":"1"}])"}) {
        const jobs::ProgressMessage line(std::string(R"({"type":"done","notices":)") + wrong + "}");
        EXPECT_THROW(notices_of(line), Failure) << wrong;
        EXPECT_TRUE(notices_from_text(wrong).empty()) << wrong;
    }
    EXPECT_TRUE(notices_from_text("").empty());
    const Notices known{{media::NoticeKind::cut_off, 1.5}, {media::NoticeKind::trainer_away, 4}};
    EXPECT_EQ(with_trainer_notices(known, {}), (Notices{{media::NoticeKind::cut_off, 1.5}}));
    const media::Notice longer{media::NoticeKind::trainer_away, 9};
    EXPECT_EQ(with_trainer_notices(known, {longer}), (Notices{{media::NoticeKind::cut_off, 1.5}, longer}));
}

TEST(OwnerMessages, TellTheLimitThatWasPassed) {
    const MediaSettings limits{.program = {},
                               .picture_side = 4096,
                               .video_seconds = 5430,
                               .least_milliseconds = 500,
                               .frames_per_second = 240,
                               .threads = 1,
                               .file_bytes = 1,
                               .deadline = {}};
    EXPECT_EQ(failure_sentence(ErrorCode::video_too_long, limits, Language::english),
              "The video is too long. It may last up to 1 hour 30 minutes 30 seconds.");
    EXPECT_EQ(failure_sentence(ErrorCode::video_too_long, limits, Language::korean),
              "영상이 너무 깁니다. 1시간 30분 30초까지 됩니다.");
    EXPECT_EQ(failure_sentence(ErrorCode::video_too_short, limits, Language::english),
              "The video is too short. It must last at least 0.5 seconds.");
    EXPECT_EQ(failure_sentence(ErrorCode::video_too_short, limits, Language::korean),
              "영상이 너무 짧습니다. 0.5초 이상이어야 합니다.");
    EXPECT_EQ(failure_sentence(ErrorCode::video_too_large, limits, Language::english),
              "The picture of the video is too large. The longer side may have up to 4096 pixels.");
    EXPECT_EQ(failure_sentence(ErrorCode::video_too_many_frames, limits, Language::english),
              "The video has too many frames. It may have up to 1303200.");
    EXPECT_EQ(failure_sentence(ErrorCode::no_person_found, limits, Language::english),
              describe(ErrorCode::no_person_found).english);
}

TEST(OwnerMessages, TellHowMuchIsMissing) {
    const auto words = [](double seconds, Language language) {
        return notice_sentence({media::NoticeKind::cut_off, seconds}, language);
    };
    EXPECT_EQ(words(1.68, Language::english),
              "The file was cut off. It is used without the last 1.7 seconds.");
    EXPECT_EQ(words(1.68, Language::korean), "파일이 잘려 있습니다. 마지막 1.7초가 빠진 채로 씁니다.");
    EXPECT_EQ(words(60.4, Language::english), "The file was cut off. It is used without the last 1 minute.");
    EXPECT_EQ(words(0, Language::english), "The file was cut off. It is used without its end.");
}

}  // namespace
}  // namespace trainingzip::upload
