#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "jobs/progress_message.h"
#include "jobs/progress_writer.h"

namespace trainingzip::jobs {
namespace {

/// Reads each line that is written.
class Stream {
  public:
    ProgressWriter::Write write() {
        return [this](std::string_view line) {
            ASSERT_FALSE(line.empty());
            EXPECT_EQ(line.find('\n'), line.size() - 1) << "one line, and whole";
            messages.emplace_back(line.substr(0, line.size() - 1));
        };
    }
    std::vector<ProgressMessage> messages;
};

TEST(ProgressStream, ComesBackAsItWasWritten) {
    Stream stream;
    ProgressWriter writer(JobKind::pose, stream.write());
    writer.set_networks("stand-in");
    writer.accept();
    writer.begin(60);
    writer.progress(1);
    writer.poses(0, 64, "VFpQMQ");
    writer.done(65, 720, 1280, 13.5);
    const auto& read = stream.messages;
    ASSERT_EQ(read.size(), 5U) << "a frame right after the beginning is not worth a message";
    EXPECT_EQ(read[0].type(), message_type::accepted);
    EXPECT_EQ(read[1].type(), message_type::progress);
    EXPECT_EQ(read[1].text("stage"), "pose");
    EXPECT_EQ(read[1].integer("frames"), 0);
    EXPECT_EQ(read[1].integer("totalFrames"), 60);
    EXPECT_EQ(read[1].number("framesPerSecond"), 0);
    EXPECT_EQ(read[2].type(), message_type::poses);
    EXPECT_EQ(read[2].text("block"), "VFpQMQ");
    EXPECT_EQ(read[3].type(), message_type::progress);
    EXPECT_EQ(read[3].integer("frames"), 65);
    EXPECT_EQ(read[3].integer("totalFrames"), 65) << "never less than there are";
    EXPECT_EQ(read[4].type(), message_type::done);
    EXPECT_EQ(read[4].integer("frames"), 65);
    EXPECT_EQ(read[4].integer("width"), 720);
    EXPECT_EQ(read[4].integer("height"), 1280);
    EXPECT_EQ(read[4].number("durationSeconds"), 13.5);
    EXPECT_EQ(read[4].text("networks"), "stand-in");
}

TEST(ProgressStream, TellsTheRateOfFramesNotOfTheWaitBeforeThem) {
    Stream stream;
    ProgressWriter writer(JobKind::pose, stream.write());
    writer.begin(60);
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
    writer.alive();
    writer.progress(1);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    writer.done(30, 720, 1280, 13.5);
    const auto& read = stream.messages;
    ASSERT_EQ(read.size(), 4U) << "the wait is told of";
    EXPECT_EQ(read[1].integer("frames"), 0);
    EXPECT_GT(read[2].number("framesPerSecond"), 60) << "with the wait it would be less than 50";
}

TEST(ProgressStream, LeavesOutTotalsThatNobodyKnows) {
    Stream stream;
    ProgressWriter(JobKind::shape, stream.write()).begin(std::nullopt);
    ASSERT_EQ(stream.messages.size(), 1U);
    EXPECT_EQ(stream.messages[0].text("stage"), "shape");
    EXPECT_EQ(stream.messages[0].integer_or_zero("totalFrames"), 0);
}

ErrorCode code_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Failure& failure) {
        return failure.code();
    }
    return ErrorCode::internal;
}

TEST(ProgressStream, PassesFailuresOn) {
    Stream stream;
    ProgressWriter(JobKind::shape, stream.write()).failed(Failure(ErrorCode::no_person_found, "for the log"));
    ProgressWriter(JobKind::shape, stream.write()).stopped();
    ASSERT_EQ(stream.messages.size(), 2U);
    EXPECT_EQ(stream.messages[0].type(), message_type::failed);
    EXPECT_EQ(stream.messages[0].text("error"), "1206");
    EXPECT_EQ(stream.messages[0].text("detail"), "for the log");
    EXPECT_EQ(code_of([&] { stream.messages[0].throw_failure(); }), ErrorCode::no_person_found);
    EXPECT_EQ(code_of([&] { stream.messages[1].throw_failure(); }), ErrorCode::unavailable);
    const ProgressMessage unknown(R"({"type":"failed","error":"9999","detail":""})");
    EXPECT_EQ(code_of([&] { unknown.throw_failure(); }), ErrorCode::processing_failed);
}

TEST(ProgressMessage, IsReadStrictly) {
    const ProgressMessage message(R"({"type":"progress","frames":3,"framesPerSecond":2.5})");
    EXPECT_EQ(message.type(), "progress");
    EXPECT_EQ(message.integer("frames"), 3);
    EXPECT_EQ(message.integer_or_zero("totalFrames"), 0);
    EXPECT_EQ(message.number("framesPerSecond"), 2.5);
    EXPECT_EQ(message.number("frames"), 3);
    for (const char* text : {"", "{}", "[]", "{\"type\":1}", "{\"type\":\"a\"} b"})
        EXPECT_THROW(ProgressMessage{text}, Failure);
    const ProgressMessage wrong(R"({"type":"progress","frames":-1,"text":5,"large":1e999})");
    EXPECT_THROW(wrong.integer("frames"), Failure);
    EXPECT_THROW(wrong.integer("missing"), Failure);
    EXPECT_THROW(wrong.text("text"), Failure);
}

TEST(ProgressMessage, BelievesSandboxedProgramsOnlyWhatIsAboutTheFile) {
    const auto code = [](const std::string& digits) {
        const ProgressMessage message(R"({"type":"failed","error":")" + digits + R"(","detail":""})");
        return code_of([&] { message.throw_failure_of_file(); });
    };
    EXPECT_EQ(code("1201"), ErrorCode::video_unreadable);
    EXPECT_EQ(code("1210"), ErrorCode::video_too_many_frames);
    EXPECT_EQ(code("2013"), ErrorCode::storage_full);
    for (const char* other : {"2008", "0003", "1101", "1220", "2002", "9999"})
        EXPECT_EQ(code(other), ErrorCode::processing_failed) << other;
}

}  // namespace
}  // namespace trainingzip::jobs
