#include "jobs/work_line.h"

#include <gtest/gtest.h>

#include <string>

#include "base/error.h"

namespace trainingzip::jobs {
namespace {

TEST(WorkLines, AreReadStrictly) {
    const WorkLine line(R"({"type":"progress","frames":3,"framesPerSecond":2.5})");
    EXPECT_EQ(line.type(), "progress");
    EXPECT_EQ(line.whole("frames"), 3);
    EXPECT_EQ(line.whole_or_zero("totalFrames"), 0);
    EXPECT_EQ(line.number("framesPerSecond"), 2.5);
    EXPECT_EQ(line.number("frames"), 3);
    for (const char* text : {"", "{}", "[]", "{\"type\":1}", "{\"type\":\"a\"} b"})
        EXPECT_THROW(WorkLine{text}, Failure);
    const WorkLine wrong(R"({"type":"progress","frames":-1,"text":5,"large":1e999})");
    EXPECT_THROW(wrong.whole("frames"), Failure);
    EXPECT_THROW(wrong.whole("missing"), Failure);
    EXPECT_THROW(wrong.text("text"), Failure);
}

TEST(WorkLines, TellFailures) {
    const auto code = [](const char* text) {
        try {
            WorkLine(text).throw_failure();
        } catch (const Failure& failure) {
            return failure.code();
        }
    };
    EXPECT_EQ(code(R"({"type":"failed","error":"1206","detail":""})"), ErrorCode::no_person_found);
    EXPECT_EQ(code(R"({"type":"failed","error":"9999","detail":""})"), ErrorCode::processing_failed);
}

TEST(WorkLines, BelieveSandboxedProgramsOnlyWhatIsAboutTheFile) {
    const auto code = [](const std::string& digits) {
        try {
            WorkLine(R"({"type":"failed","error":")" + digits + R"(","detail":""})").throw_failure_of_file();
        } catch (const Failure& failure) {
            return failure.code();
        }
    };
    EXPECT_EQ(code("1201"), ErrorCode::video_unreadable);
    EXPECT_EQ(code("1210"), ErrorCode::video_too_many_frames);
    EXPECT_EQ(code("2013"), ErrorCode::storage_full);
    for (const char* other : {"2008", "0003", "1101", "1220", "2002", "9999"})
        EXPECT_EQ(code(other), ErrorCode::processing_failed) << other;
}

}  // namespace
}  // namespace trainingzip::jobs
