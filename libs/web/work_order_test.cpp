#include "web/work_order.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <string>
#include <vector>

#include "web/work_answer.h"

namespace trainingzip::web {
namespace {

constexpr const char* pose_order =
    R"({"trainingId":7,"uploadId":"ab","video":"v/video.mp4","firstFrame":64})";

WorkOrder parsed(const std::string& body, WorkOrder::Kind kind) {
    Request request;
    request.headers.set("Content-Type", "application/json");
    request.body = body;
    return WorkOrder::parse(request, kind);
}

bool refused(const std::string& body, WorkOrder::Kind kind) {
    try {
        parsed(body, kind);
    } catch (const Failure& failure) {
        return failure.code() == ErrorCode::body_invalid;
    }
    return false;
}

TEST(WorkOrder, ReadsAnOrderForPoses) {
    const WorkOrder order = parsed(pose_order, WorkOrder::Kind::pose);
    EXPECT_EQ(order.training_id, 7);
    EXPECT_EQ(order.upload_id, "ab");
    EXPECT_EQ(order.video, "v/video.mp4");
    EXPECT_EQ(order.shape, "");
    EXPECT_EQ(order.first_frame, 64);
}

TEST(WorkOrder, AnOrderForTheOtherServerIsRefused) {
    const std::string shape_order =
        R"({"trainingId":7,"uploadId":"ab","video":"v/video.mp4","shape":"v/shape.mp4","firstFrame":0})";
    EXPECT_EQ(parsed(shape_order, WorkOrder::Kind::shape).shape, "v/shape.mp4");
    EXPECT_TRUE(refused(shape_order, WorkOrder::Kind::pose));
    EXPECT_TRUE(refused(pose_order, WorkOrder::Kind::shape));
}

TEST(WorkOrder, RefusesNumbersThatCannotBe) {
    for (const char* body : {
             R"({"trainingId":0,"uploadId":"ab","video":"v","firstFrame":0})",
             R"({"trainingId":7,"uploadId":"ab","video":"v","firstFrame":-1})",
             R"({"trainingId":"7","uploadId":"ab","video":"v","firstFrame":0})",
             R"({"trainingId":7,"uploadId":"ab","video":"v"})",
         }) {
        EXPECT_TRUE(refused(body, WorkOrder::Kind::pose)) << body;
    }
}

/// Keeps what is written.
class RecordingWriter final : public ResponseWriter {
  public:
    void write(std::string_view piece) override { text_ += piece; }
    std::stop_token stop_token() const override { return {}; }

    std::vector<boost::json::object> lines() const {
        std::vector<boost::json::object> objects;
        std::size_t begin = 0;
        for (std::size_t end = text_.find('\n'); end != std::string::npos; end = text_.find('\n', begin)) {
            objects.push_back(boost::json::parse(text_.substr(begin, end - begin)).as_object());
            begin = end + 1;
        }
        EXPECT_EQ(begin, text_.size()) << "the last line is whole";
        return objects;
    }

  private:
    std::string text_;
};

TEST(WorkAnswer, BeginsAtOnceAndEndsWithAllFrames) {
    RecordingWriter writer;
    WorkAnswer answer(writer, "pose");
    answer.accept();
    answer.begin(60);
    answer.progress(1);
    answer.done(65, 720, 1280, 13);
    const auto lines = writer.lines();
    ASSERT_EQ(lines.size(), 4u) << "a frame right after the beginning is not worth a line";
    EXPECT_EQ(lines[0].at("type"), "accepted");
    EXPECT_EQ(lines[1].at("frames"), 0);
    EXPECT_EQ(lines[1].at("totalFrames"), 60);
    EXPECT_EQ(lines[2].at("frames"), 65);
    EXPECT_EQ(lines[2].at("totalFrames"), 65) << "never less than there are";
    EXPECT_EQ(lines[3].at("type"), "done");
    EXPECT_EQ(lines[3].at("height"), 1280);
}

TEST(WorkAnswer, GivesTheDigitsOfAFailure) {
    RecordingWriter writer;
    WorkAnswer(writer, "shape").failed(Failure(ErrorCode::no_person_found, "for the log"));
    const auto lines = writer.lines();
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].at("error"), "1206");
    EXPECT_EQ(lines[0].at("detail"), "for the log");
}

}  // namespace
}  // namespace trainingzip::web
