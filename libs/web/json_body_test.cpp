#include "web/json_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trainingzip::web {
namespace {

Request request_with(std::string body, std::string content_type = "application/json") {
    Request request;
    request.headers.add("Content-Type", std::move(content_type));
    request.body = std::move(body);
    return request;
}

/// "2001 /title:unknown": digits of the error and the field problems; empty when nothing was thrown.
template <typename Work>
std::string problem_of(Work work) {
    try {
        work();
        return "";
    } catch (const Failure& failure) {
        std::string text(describe(failure.code()).digits);
        for (const auto& [field, problem] : failure.fields()) text += " " + field + ":" + problem;
        return text;
    }
}

std::string problem_of_body(std::string body, std::string content_type = "application/json") {
    return problem_of([&] {
        JsonBody(request_with(std::move(body), std::move(content_type)), {"title", "body"});
    });
}

TEST(JsonBody, TakesAnObjectOfKnownFields) {
    const JsonBody body(
        request_with(R"({"title":"스쿼트","body":"a\nb\t\"c\""})", "application/json; charset=UTF-8"),
        {"title", "body"});
    EXPECT_EQ(body.text("title", 1, 3), "스쿼트");
    EXPECT_EQ(body.text("body", 1, 100), "a\nb\t\"c\"");
}

TEST(JsonBody, RefusesOtherTypesAndBrokenJson) {
    for (const char* type : {"", "text/plain", "application/jsonp", "application/json; charset=euc-kr"})
        EXPECT_EQ(problem_of_body("{}", type), "2006") << type;
    for (const char* text : {"", "{", "{} {}", "{\"title\":1,}", "{\"title\":\"\xFF\"}",
                             "{\"title\":\"\\ud800\"}", "{'title':1}", "{\"title\":NaN}", "/**/{}"})
        EXPECT_EQ(problem_of_body(text), "2001") << text;
    EXPECT_EQ(problem_of_body("[]"), "2001 :type");
    EXPECT_EQ(problem_of_body("null"), "2001 :type");
}

TEST(JsonBody, RefusesRepeatedKeysAtEveryDepth) {
    EXPECT_EQ(problem_of_body(R"({"title":"a","title":"b"})"), "2001");
    EXPECT_EQ(problem_of_body(R"({"title":[{"a":1,"b":2,"\u0061":3}]})"), "2001");
    EXPECT_EQ(problem_of_body(R"({"title":[{"a":1},{"a":1}]})"), "");
}

TEST(JsonBody, RefusesDeepNesting) {
    EXPECT_EQ(problem_of_body("{\"title\":" + std::string(31, '[') + std::string(31, ']') + "}"), "");
    EXPECT_EQ(problem_of_body("{\"title\":" + std::string(32, '[') + std::string(32, ']') + "}"), "2001");
}

TEST(JsonBody, NamesUnknownFields) {
    EXPECT_EQ(problem_of_body(R"({"title":"a","owner":1,"likes":2})"), "2001 /owner:unknown /likes:unknown");
}

TEST(JsonBody, ChecksTexts) {
    const auto problem = [](std::string body) {
        return problem_of([&] { JsonBody(request_with(std::move(body)), {"title"}).text("title", 2, 3); });
    };
    EXPECT_EQ(problem("{}"), "2001 /title:required");
    EXPECT_EQ(problem(R"({"title":null})"), "2001 /title:type");
    EXPECT_EQ(problem(R"({"title":12})"), "2001 /title:type");
    EXPECT_EQ(problem(R"({"title":"가"})"), "2001 /title:too_short");
    EXPECT_EQ(problem(R"({"title":"가나다라"})"), "2001 /title:too_long");
    EXPECT_EQ(problem(R"({"title":"a\u0000"})"), "2001 /title:characters");
    EXPECT_EQ(problem(R"({"title":"a\r"})"), "2001 /title:characters");
    EXPECT_EQ(problem(R"({"title":"a\u007f"})"), "2001 /title:characters");
    EXPECT_EQ(problem(R"({"title":"가나다"})"), "");
}

}  // namespace
}  // namespace trainingzip::web
