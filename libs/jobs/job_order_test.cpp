#include "jobs/job_order.h"

#include <gtest/gtest.h>

#include <string>

#include "base/error.h"

namespace trainingzip::jobs {
namespace {

JobOrder parsed(const std::string& body, JobKind kind) {
    web::Request request;
    request.headers.set("Content-Type", "application/json");
    request.body = body;
    return JobOrder::parse(request, kind);
}

bool refused(const std::string& body, JobKind kind) {
    try {
        parsed(body, kind);
    } catch (const Failure& failure) {
        return failure.code() == ErrorCode::body_invalid;
    }
    return false;
}

TEST(JobOrder, ComesBackAsItWas) {
    const JobOrder pose{
        .training_id = 7, .upload_id = "ab", .video = "v/video.mp4", .track = "", .shape = "", .trainer = {}};
    JobOrder read = parsed(pose.to_json(), JobKind::pose);
    EXPECT_EQ(read.training_id, 7);
    EXPECT_EQ(read.upload_id, "ab");
    EXPECT_EQ(read.video, "v/video.mp4");
    EXPECT_EQ(read.shape, "");
    const JobOrder shape{.training_id = 7,
                         .upload_id = "ab",
                         .video = "v/\"video\"",
                         .track = "v/track",
                         .shape = "v/shape.mp4",
                         .trainer = {}};
    read = parsed(shape.to_json(), JobKind::shape);
    EXPECT_EQ(read.video, "v/\"video\"");
    EXPECT_EQ(read.track, "v/track");
    EXPECT_EQ(read.shape, "v/shape.mp4");
}

TEST(JobOrder, TellsWhomTheOwnerChose) {
    JobOrder order{
        .training_id = 7, .upload_id = "ab", .video = "v/video.mp4", .track = "", .shape = "", .trainer = {}};
    EXPECT_FALSE(parsed(order.to_json(), JobKind::pose).trainer.has_value());
    order.trainer = PersonInFrame{.time_seconds = 0.4, .left = 0.1, .top = 0.2, .width = 0.3, .height = 0.6};
    EXPECT_EQ(parsed(order.to_json(), JobKind::pose).trainer, order.trainer);
    EXPECT_TRUE(
        refused(R"({"trainingId":7,"uploadId":"ab","video":"v/video.mp4","trainer":{}})", JobKind::pose));
    EXPECT_TRUE(
        refused(R"({"trainingId":7,"uploadId":"ab","video":"v/video.mp4","trainer":null})", JobKind::pose));
}

TEST(JobOrder, OfTheOtherKindIsRefused) {
    const std::string pose_order = R"({"trainingId":7,"uploadId":"ab","video":"v/video.mp4"})";
    const std::string shape_order =
        R"({"trainingId":7,"uploadId":"ab","video":"v/video.mp4","track":"v/track","shape":"v/shape.mp4"})";
    EXPECT_FALSE(refused(pose_order, JobKind::pose));
    EXPECT_FALSE(refused(shape_order, JobKind::shape));
    EXPECT_TRUE(refused(shape_order, JobKind::pose));
    EXPECT_TRUE(refused(pose_order, JobKind::shape));
}

TEST(JobOrder, OfAnEarlierUploadServerIsTaken) {
    const JobOrder order =
        parsed(R"({"trainingId":7,"uploadId":"ab","video":"v/video.mp4","firstFrame":0})", JobKind::pose);
    EXPECT_EQ(order.training_id, 7);
}

TEST(JobOrder, OfAnEarlierUploadServerForAShapeWaitsForALaterOne) {
    try {
        parsed(R"({"trainingId":7,"uploadId":"ab","video":"v","shape":"s"})", JobKind::shape);
        ADD_FAILURE();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::unavailable);
    }
}

TEST(JobOrder, RefusesWhatCannotBe) {
    for (const char* body : {
             R"({"trainingId":0,"uploadId":"ab","video":"v"})",
             R"({"trainingId":"7","uploadId":"ab","video":"v"})",
             R"({"uploadId":"ab","video":"v"})",
             R"({"trainingId":7,"uploadId":"ab"})",
             R"({"trainingId":7,"uploadId":"ab","video":"v","lastFrame":1})",
         }) {
        EXPECT_TRUE(refused(body, JobKind::pose)) << body;
    }
}

}  // namespace
}  // namespace trainingzip::jobs
