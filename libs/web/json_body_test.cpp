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
        for (const auto& [field, problem, limit] : failure.fields())
            text += " " + field + ":" + problem + (limit > 0 ? std::to_string(limit) : "");
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

TEST(JsonBody, RefusesContentCodings) {
    for (const auto& [coding, is_taken] :
         {std::pair{"gzip", false}, {"identity", true}, {"gzip, br", false}}) {
        Request request = request_with(R"({"title":"a","body":"b"})");
        request.headers.add("Content-Encoding", coding);
        const std::string problem = problem_of([&] { JsonBody(request, {"title", "body"}); });
        EXPECT_EQ(problem.empty(), is_taken) << coding << ": " << problem;
    }
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
    EXPECT_EQ(problem(R"({"title":"가"})"), "2012 /title:too_short2");
    EXPECT_EQ(problem(R"({"title":"가나다라"})"), "2012 /title:too_long3");
    EXPECT_EQ(problem(R"({"title":"ab\u0000\u0000"})"), "2012 /title:too_long3");
    EXPECT_EQ(problem(R"({"title":"a\u0000"})"), "2012 /title:characters");
    EXPECT_EQ(problem(R"({"title":"a\r"})"), "2012 /title:characters");
    EXPECT_EQ(problem(R"({"title":"a\u007f"})"), "2012 /title:characters");
    EXPECT_EQ(problem(R"({"title":"가나다"})"), "");
}

TEST(BodyFields, TellsAllThatIsWrongAtOnceShapeFirst) {
    const auto problem = [](std::string text) {
        const JsonBody body(request_with(std::move(text)), {"title", "body", "tag"});
        return problem_of([&] {
            read_fields(body, [](BodyFields& fields) {
                const std::string title = fields.text("title", 2, 3);
                fields.text("body", 1, 3);
                if (fields.is_good("title") && title != "good") fields.refuse("title", "choice");
                if (fields.is_good("tag")) fields.refuse("tag", "format");
                return title;
            });
        });
    };
    EXPECT_EQ(problem(R"({"title":"a","body":""})"), "2012 /title:too_short2 /body:too_short1 /tag:format");
    EXPECT_EQ(problem(R"({"title":"abc","body":"a"})"), "2012 /title:choice /tag:format");
    EXPECT_EQ(problem(R"({"title":"a","body":7})"), "2001 /body:type");
    EXPECT_EQ(problem(R"({"body":null,"tag":1})"), "2001 /title:required /body:type");
}

}  // namespace
}  // namespace trainingzip::web
