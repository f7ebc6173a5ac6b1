#include "upload/job_queue.h"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <filesystem>

#include "base/encoding.h"
#include "base/ids.h"
#include "domain/schema.h"
#include "upload/pose_store.h"
#include "upload/upload_store.h"
#include "vision/pose_block.h"

namespace trainingzip::upload {
namespace {

using namespace std::chrono_literals;

class SettableClock final : public Clock {
  public:
    UtcTime now() const override { return now_; }
    void advance(std::chrono::milliseconds step) { now_ += step; }

  private:
    UtcTime now_{1'800'000'000s};
};

std::string block(std::uint32_t first, std::size_t count, std::uint16_t width = 720, double start = 0) {
    vision::PoseBlock poses{.first_frame = first, .width = width, .height = 1280, .frames = {}};
    for (std::size_t i = 0; i < count; ++i) {
        poses.frames.push_back({.time_seconds = start + static_cast<double>(first + i) / 5, .pose = {}});
    }
    return base64url_encode(vision::encode_pose_block(poses));
}

class Queue : public testing::Test {
  protected:
    Queue() {
        database_.migrate(domain::schema);
        database_.in_transaction([](soci::session& session) {
            session << "INSERT INTO users (login_id, password_hash, nick_name, nick_name_key, email, role, "
                       "state, "
                       "created_at, modified_at) VALUES ('a', '', 'a', 'a', '', 'USER', 'ACTIVE', 0, 0)";
            session << "INSERT INTO trainings (owner_id, title, body, state, created_at, modified_at) "
                       "VALUES (1, '', '', 'CREATED', 0, 0)";
        });
    }
    ~Queue() override { std::filesystem::remove_all(folder_); }

    UploadName receive() {
        clock_.advance(1ms);
        UploadName upload{random_hex(16), 1};
        uploads_.begin(upload.id, 1, "a.mp4", "video/mp4");
        uploads_.received(upload, 100);
        return upload;
    }
    UploadName finish_all() {
        UploadName upload = receive();
        EXPECT_TRUE(queue_.finish_normalise(queue_.claim(JobKind::normalise).value(), {720, 1280, 13, 65}));
        const Job pose = claim_pose_with_poses();
        EXPECT_TRUE(queue_.finish(pose, 65, "real"));
        EXPECT_TRUE(queue_.finish(queue_.claim(JobKind::shape).value(), 65, "real"));
        return upload;
    }
    /// The next pose job, of which the first poses have been found.
    Job claim_pose_with_poses() {
        Job pose = queue_.claim(JobKind::pose).value();
        PoseStore(database_, pose.upload_id).add(block(0, 40));
        return pose;
    }
    std::string state() { return uploads_.find_training(1).value().state; }

    std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("queue-" + random_hex(8));
    database::Database database_{{.url = "sqlite://" + (folder_ / "d.sqlite").string(), .connections = 2}};
    SettableClock clock_;
    UploadStore uploads_{database_, clock_};
    JobQueue queue_{database_, clock_, "one", 30s};
    JobQueue other_{database_, clock_, "two", 30s};
};

TEST_F(Queue, AJobIsInOneHandAtATime) {
    receive();
    EXPECT_EQ(state(), "QUEUED");
    const auto job = queue_.claim(JobKind::normalise);
    ASSERT_TRUE(job);
    EXPECT_EQ(job->attempts, 1);
    EXPECT_EQ(state(), "PROCESSING");
    EXPECT_FALSE(other_.claim(JobKind::normalise));
    EXPECT_FALSE(queue_.claim(JobKind::pose)) << "ordered only when the video is normalised";
}

TEST_F(Queue, ALeaseThatIsNotRenewedRunsOut) {
    receive();
    const Job job = queue_.claim(JobKind::normalise).value();
    clock_.advance(20s);
    EXPECT_TRUE(queue_.renew(job));
    clock_.advance(20s);
    EXPECT_FALSE(other_.claim(JobKind::normalise));
    clock_.advance(20s);
    EXPECT_FALSE(other_.claim(JobKind::normalise)) << "it is judged first";
    const std::vector<Job> adopted = other_.adopt_expired();
    ASSERT_EQ(adopted.size(), 1U);
    EXPECT_EQ(adopted[0].id, job.id);
    EXPECT_EQ(adopted[0].attempts, 1);
    EXPECT_TRUE(other_.adopt_expired().empty());
    EXPECT_FALSE(queue_.renew(job));
    EXPECT_FALSE(queue_.finish_normalise(job, {})) << "the result of a lost lease does not count";
}

TEST_F(Queue, AServerFindsTheJobsThatItHeld) {
    receive();
    queue_.claim(JobKind::normalise);
    EXPECT_TRUE(other_.held().empty());
    ASSERT_EQ(queue_.held().size(), 1U);
    queue_.hand_back(queue_.held()[0], 0s, Charge::suspicion);
    EXPECT_TRUE(queue_.held().empty());
    EXPECT_EQ(queue_.claim(JobKind::normalise).value().attempts, 1);
}

TEST_F(Queue, AHandedBackJobWaits) {
    receive();
    queue_.hand_back(queue_.claim(JobKind::normalise).value(), 5s, Charge::attempt);
    EXPECT_FALSE(queue_.claim(JobKind::normalise));
    clock_.advance(5s);
    const Job second = queue_.claim(JobKind::normalise).value();
    EXPECT_EQ(second.attempts, 2);
    queue_.hand_back(second, 0s, Charge::nothing);
    EXPECT_EQ(queue_.claim(JobKind::normalise).value().attempts, 2);
}

/// Three trainings whose poses are to be computed, and one queue for each of two servers.
class Suspects : public Queue {
  protected:
    Suspects() {
        database_.in_transaction([](soci::session& session) {
            session << "INSERT INTO trainings (owner_id, title, body, state, created_at, modified_at) VALUES "
                       "(1, '', '', 'CREATED', 0, 0), (1, '', '', 'CREATED', 0, 0)";
        });
        for (const std::int64_t training : {1, 2, 3}) {
            const UploadName upload{random_hex(16), training};
            uploads_.begin(upload.id, training, "a.mp4", "video/mp4");
            uploads_.received(upload, 100);
            EXPECT_TRUE(
                queue_.finish_normalise(queue_.claim(JobKind::normalise).value(), {720, 1280, 13, 65}));
        }
    }
    /// The training of the next pose job of the server; 0 when there is none.
    std::int64_t next(JobQueue& queue) {
        job_ = queue.claim(JobKind::pose).value_or(Job{});
        return job_.training_id;
    }
    Job job_;
};

TEST_F(Suspects, ComeAfterAllOthersAndTakeTheirSiblingsAlong) {
    job_ = claim_pose_with_poses();
    EXPECT_EQ(job_.training_id, 1);
    queue_.hand_back(job_, 1s, Charge::suspicion);
    clock_.advance(1s);
    job_ = claim_pose_with_poses();
    EXPECT_EQ(job_.training_id, 2);
    EXPECT_EQ(queue_.claim(JobKind::shape).value().training_id, 2)
        << "what killed one server may kill the other";
    EXPECT_TRUE(queue_.finish(job_, 65, "real"));
    EXPECT_EQ(next(other_), 3);
    EXPECT_TRUE(other_.finish(job_, 65, "real"));
    EXPECT_EQ(next(queue_), 1);
    EXPECT_EQ(job_.attempts, 1) << "being in work at a death costs no attempt";
    EXPECT_EQ(job_.suspicion, 1);
}

TEST_F(Suspects, RunAloneAtFirstAndOneAtATime) {
    const Job first = queue_.claim(JobKind::pose).value();
    const Job second = other_.claim(JobKind::pose).value();
    queue_.hand_back(first, 1s, Charge::suspicion);
    other_.hand_back(second, 1s, Charge::suspicion);
    clock_.advance(1s);
    const Job third = queue_.claim(JobKind::pose).value();
    EXPECT_EQ(third.training_id, 3);
    EXPECT_FALSE(other_.claim(JobKind::pose)) << "a suspect shares no server";
    EXPECT_TRUE(queue_.finish(third, 65, "real"));
    const Job alone = other_.claim(JobKind::pose).value();
    EXPECT_EQ(alone.training_id, 1);
    other_.begun(alone);
    EXPECT_TRUE(other_.was_alone(alone));
    EXPECT_FALSE(queue_.claim(JobKind::pose));
    other_.hand_back(alone, 1s, Charge::attempt);
    EXPECT_EQ(next(queue_), 2) << "the other one waits longer now";
    EXPECT_TRUE(queue_.finish(job_, 65, "real"));
    clock_.advance(1s);
    EXPECT_EQ(next(queue_), 1);
    EXPECT_EQ(job_.attempts, 2);
}

TEST_F(Suspects, AreNotAloneForEver) {
    EXPECT_EQ(next(queue_), 1);
    queue_.hand_back(job_, 1ms, Charge::suspicion);
    for (const std::int64_t training : {2, 3}) {
        EXPECT_EQ(next(other_), training);
        other_.hand_back(job_, 1h, Charge::nothing);
    }
    clock_.advance(1ms);
    const Job suspect = queue_.claim(JobKind::pose).value();
    EXPECT_EQ(suspect.training_id, 1);
    clock_.advance(1h);
    EXPECT_EQ(next(other_), 2) << "others do not wait for a long video";
    EXPECT_TRUE(queue_.was_alone(suspect)) << "who meets a busy server was never beside it";
    other_.begun(job_);
    EXPECT_FALSE(queue_.was_alone(suspect));
    EXPECT_TRUE(other_.finish(job_, 65, "real"));

    queue_.hand_back(suspect, 1ms, Charge::suspicion);
    EXPECT_EQ(next(other_), 3);
    other_.hand_back(job_, 1s, Charge::nothing);
    clock_.advance(1ms);
    EXPECT_EQ(next(queue_), 1);
    EXPECT_EQ(job_.suspicion, 2);
    clock_.advance(39s);
    EXPECT_FALSE(other_.claim(JobKind::pose)) << "alone for longer, since the first time did not tell";
    clock_.advance(1s);
    EXPECT_EQ(next(other_), 3);
}

TEST_F(Suspects, HaveTheirTurnBeforeAStreamOfOthersEnds) {
    EXPECT_EQ(next(queue_), 1);
    queue_.hand_back(job_, 1ms, Charge::suspicion);
    EXPECT_EQ(next(queue_), 2);
    clock_.advance(Quarantine{}.longest_wait + 1ms);
    EXPECT_FALSE(other_.claim(JobKind::pose)) << "nobody begins before it";
    clock_.advance(Quarantine{}.alone);
    EXPECT_EQ(next(other_), 1) << "a long job in work does not hold it up";
    other_.begun(job_);
    EXPECT_FALSE(other_.was_alone(job_));
}

TEST_F(Suspects, StayWhatTheyAreWhenTheOwnerTriesAgain) {
    EXPECT_EQ(next(queue_), 1);
    const UploadName upload{job_.upload_id, 1};
    queue_.hand_back(job_, 1ms, Charge::suspicion);
    uploads_.fail(upload, ErrorCode::processing_failed, "died");
    EXPECT_TRUE(uploads_.retry(upload));
    clock_.advance(1s);
    EXPECT_EQ(next(queue_), 2);
    EXPECT_TRUE(queue_.finish(job_, 65, "real"));
    EXPECT_EQ(next(queue_), 3);
    EXPECT_TRUE(queue_.finish(job_, 65, "real"));
    EXPECT_EQ(next(queue_), 1);
    EXPECT_EQ(job_.attempts, 1);
    EXPECT_EQ(job_.suspicion, 1);
}

TEST_F(Queue, OneUploadOfATrainingAtATime) {
    uploads_.begin(std::string(32, 'a'), 1, "", "");
    EXPECT_TRUE(uploads_.is_busy(1));
    EXPECT_THROW(uploads_.begin(std::string(32, 'b'), 1, "", ""), Failure);
    EXPECT_THROW(uploads_.begin(std::string(32, 'b'), 2, "", ""), Failure);
    clock_.advance(11s);
    EXPECT_EQ(uploads_.dead().size(), 1U);
    uploads_.begin(std::string(32, 'b'), 1, "", "");
    clock_.advance(9s);
    uploads_.touch({std::string(32, 'b')});
    clock_.advance(9s);
    EXPECT_TRUE(uploads_.dead().empty());
    uploads_.abandon({std::string(32, 'b'), 1});
    EXPECT_EQ(state(), "CREATED");
}

TEST_F(Queue, FinishedOnlyWhenAllThreeAreDone) {
    const UploadName upload = receive();
    queue_.finish_normalise(queue_.claim(JobKind::normalise).value(),
                            {720, 1280, 13, 65, {{media::NoticeKind::cut_off, 1.7}}});
    queue_.finish(claim_pose_with_poses(), 65, "real", {{media::NoticeKind::trainer_away, 6}});
    EXPECT_TRUE(uploads_.finished().empty());
    queue_.finish(queue_.claim(JobKind::shape).value(), 65, "real");
    ASSERT_EQ(uploads_.finished().size(), 1U);
    uploads_.set_ready(upload);
    EXPECT_EQ(uploads_.latest(1).value().notices,
              (Notices{{media::NoticeKind::cut_off, 1.7}, {media::NoticeKind::trainer_away, 6}}));
    EXPECT_TRUE(uploads_.finished().empty());
    EXPECT_EQ(state(), "READY");
}

TEST_F(Queue, AShapeBeginsWhenThereArePosesOfAJobThatGoesOn) {
    receive();
    queue_.finish_normalise(queue_.claim(JobKind::normalise).value(), {720, 1280, 13, 65});
    EXPECT_FALSE(queue_.claim(JobKind::shape));
    const Job pose = queue_.claim(JobKind::pose).value();
    EXPECT_FALSE(queue_.claim(JobKind::shape));
    PoseStore(database_, pose.upload_id).add(block(0, 40));
    queue_.hand_back(pose, 1s, Charge::attempt);
    EXPECT_FALSE(queue_.claim(JobKind::shape)) << "the next attempt finds them anew";
    clock_.advance(1s);
    claim_pose_with_poses();
    EXPECT_TRUE(queue_.claim(JobKind::shape));
}

TEST_F(Queue, AReadyTrainingStaysSoUntilItsNewVideoIs) {
    const UploadName first = finish_all();
    uploads_.set_ready(first);
    const UploadName second = receive();
    EXPECT_EQ(state(), "READY");
    uploads_.fail(second, ErrorCode::no_person_found, "");
    EXPECT_EQ(state(), "READY");
    EXPECT_EQ(uploads_.latest(1).value().failure_code, "1206");
    EXPECT_TRUE(uploads_.superseded({}).empty());
    const UploadName third = finish_all();
    ASSERT_EQ(uploads_.superseded({}).size(), 1U) << "the failed one; the ready one is still needed";
    uploads_.set_ready(third);
    EXPECT_EQ(uploads_.superseded({}).size(), 2U);
    EXPECT_EQ(uploads_.superseded(clock_.now()).size(), 2U) << "since the third became ready";
    EXPECT_TRUE(uploads_.superseded(clock_.now() + 1ms).empty());
}

TEST_F(Queue, AFailureEndsTheOtherJobsAndARetryBeginsThemAgain) {
    const UploadName upload = receive();
    queue_.finish_normalise(queue_.claim(JobKind::normalise).value(), {720, 1280, 13, 65});
    const Job pose = claim_pose_with_poses();
    const Job shape = queue_.claim(JobKind::shape).value();
    uploads_.fail(upload, ErrorCode::no_person_found, "nobody");
    EXPECT_EQ(state(), "FAILED");
    EXPECT_FALSE(queue_.renew(pose));
    EXPECT_FALSE(queue_.finish(shape, 65, "real"));
    EXPECT_TRUE(uploads_.retry(upload));
    EXPECT_FALSE(uploads_.retry(upload));
    EXPECT_EQ(state(), "QUEUED");
    EXPECT_FALSE(queue_.claim(JobKind::normalise));
    EXPECT_EQ(queue_.claim(JobKind::pose).value().attempts, 1);
    EXPECT_TRUE(queue_.claim(JobKind::shape));
}

TEST_F(Queue, PosesMustFollowEachOtherAndFitTheVideo) {
    const UploadName upload = receive();
    queue_.finish_normalise(queue_.claim(JobKind::normalise).value(), {720, 1280, 13, 65});
    PoseStore poses(database_, upload.id);
    EXPECT_THROW(poses.add("no block"), Failure);
    EXPECT_THROW(poses.add(block(1, 40)), Failure);
    EXPECT_THROW(poses.add(block(0, 40, 721)), Failure);
    EXPECT_THROW(poses.add(block(0, 66)), Failure);
    poses.add(block(0, 40));
    EXPECT_THROW(poses.add(block(0, 40)), Failure);
    EXPECT_THROW(poses.add(block(40, 25, 720, -8)), Failure) << "time goes back";
    EXPECT_THROW(poses.check_complete(40), Failure) << "frames are missing";
    poses.add(block(40, 25));
    EXPECT_THROW(poses.check_complete(64), Failure);
    EXPECT_NO_THROW(poses.check_complete(65));
    PoseStore again(database_, upload.id);
    EXPECT_NO_THROW(again.add(block(0, 40))) << "a new attempt begins anew";
}

}  // namespace
}  // namespace trainingzip::upload
