#include "web/cross_origin.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace trainingzip::web {
namespace {

constexpr const char* friendly = "https://friend.example";

Request request_from(std::string_view origin, std::string method = "GET") {
    Request request;
    request.method = std::move(method);
    if (!origin.empty()) request.headers.add("Origin", std::string(origin));
    return request;
}

/// "-" for a field that is not there.
std::string field(const Headers& headers, std::string_view name) {
    return std::string(headers.find(name).value_or("-"));
}

Headers answer_to(const CrossOriginRules& rules, std::string_view origin) {
    Headers answer;
    rules.add_to(answer, request_from(origin));
    return answer;
}

TEST(CrossOrigin, IsClosedWithoutOrigins) {
    const CrossOriginRules rules("");
    for (const char* origin : {"", friendly}) {
        const Headers answer = answer_to(rules, origin);
        EXPECT_EQ(answer.fields().size(), 1U);
        EXPECT_EQ(field(answer, "Cross-Origin-Resource-Policy"), "same-origin");
    }
    Request request = request_from(friendly, "OPTIONS");
    request.headers.add("Access-Control-Request-Method", "GET");
    EXPECT_FALSE(rules.preflight(request, "GET"));
}

TEST(CrossOrigin, OpensToThoseThatAreNamed) {
    const CrossOriginRules rules(" https://friend.example  http://localhost:3000 ");
    for (const char* origin : {friendly, "http://localhost:3000"}) {
        const Headers answer = answer_to(rules, origin);
        EXPECT_EQ(field(answer, "Access-Control-Allow-Origin"), origin);
        EXPECT_EQ(field(answer, "Access-Control-Allow-Credentials"), "true");
        EXPECT_NE(field(answer, "Access-Control-Expose-Headers").find("Content-Range"), std::string::npos);
        EXPECT_EQ(field(answer, "Cross-Origin-Resource-Policy"), "cross-origin");
        EXPECT_EQ(field(answer, "Vary"), "Origin");
    }
    for (const char* origin : {"https://friend.example.evil.example", "http://friend.example", "null",
                               "https://friend.example:8443", "HTTPS://FRIEND.EXAMPLE"}) {
        const Headers answer = answer_to(rules, origin);
        EXPECT_EQ(field(answer, "Access-Control-Allow-Origin"), "-") << origin;
        EXPECT_EQ(field(answer, "Access-Control-Allow-Credentials"), "-") << origin;
        EXPECT_EQ(field(answer, "Cross-Origin-Resource-Policy"), "same-origin") << origin;
        EXPECT_EQ(field(answer, "Vary"), "Origin") << origin;
    }
}

TEST(CrossOrigin, LetsElementsOfOtherPagesShowWhatIsOpen) {
    const Headers answer = answer_to(CrossOriginRules(friendly), "");
    EXPECT_EQ(field(answer, "Cross-Origin-Resource-Policy"), "cross-origin");
    EXPECT_EQ(field(answer, "Access-Control-Allow-Origin"), "-");
    EXPECT_EQ(field(answer, "Vary"), "Origin");
}

TEST(CrossOrigin, TakesEveryPageWithoutCookies) {
    const CrossOriginRules rules("* https://friend.example");
    const Headers any = answer_to(rules, "https://stranger.example");
    EXPECT_EQ(field(any, "Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(field(any, "Access-Control-Allow-Credentials"), "-");
    const Headers named = answer_to(rules, friendly);
    EXPECT_EQ(field(named, "Access-Control-Allow-Origin"), friendly);
    EXPECT_EQ(field(named, "Access-Control-Allow-Credentials"), "true");
}

TEST(CrossOrigin, KeepsWhatElseAnAnswerVariesBy) {
    Headers answer;
    answer.add("Vary", "Accept, Authorization");
    CrossOriginRules(friendly).add_to(answer, request_from(friendly));
    EXPECT_EQ(answer.count("Vary"), 1U);
    EXPECT_EQ(field(answer, "Vary"), "Accept, Authorization, Origin");
}

TEST(CrossOrigin, SaysNothingOfARequestThatCouldNotBeRead) {
    Headers answer;
    CrossOriginRules(friendly).add_to(answer, Request());
    EXPECT_TRUE(answer.fields().empty());
}

TEST(CrossOrigin, AnswersPreflightRequestsAlone) {
    const CrossOriginRules rules(friendly);
    Request request = request_from(friendly, "OPTIONS");
    EXPECT_FALSE(rules.preflight(request, "GET")) << "an OPTIONS request of its own";
    request.headers.add("Access-Control-Request-Method", "PUT");
    const auto answer = rules.preflight(request, "DELETE, GET, HEAD, PUT");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 204);
    EXPECT_EQ(field(answer->headers, "Access-Control-Allow-Methods"), "DELETE, GET, HEAD, PUT");
    EXPECT_NE(field(answer->headers, "Access-Control-Allow-Headers").find("Authorization"),
              std::string::npos);
    EXPECT_EQ(field(answer->headers, "Access-Control-Max-Age"), "7200");
    const auto absent = rules.preflight(request, "");
    ASSERT_TRUE(absent);
    EXPECT_NE(field(absent->headers, "Access-Control-Allow-Methods").find("PATCH"), std::string::npos);
    request.headers.set("Origin", "https://stranger.example");
    EXPECT_FALSE(rules.preflight(request, "GET"));
    request.headers.set("Origin", friendly);
    request.method = "GET";
    EXPECT_FALSE(rules.preflight(request, "GET"));
}

TEST(CrossOrigin, RefusesWhatNoBrowserWouldSend) {
    for (const char* origins :
         {"https://friend.example/", "friend.example", "https://", "https://Friend.example",
          "https://friend.example:443", "http://friend.example:80", "https://a:0", "https://a:65536",
          "https://a:x", "https://a:", "://a", "https://a,https://b", "https://user@a", "https://[::1",
          "https://[]", "null", "**", "https://*.example"})
        EXPECT_THROW(CrossOriginRules rules(origins), std::invalid_argument) << origins;
    for (const char* origins : {"http://[::1]:3000", "https://[2001:db8::1]", "http://192.168.0.7:3000",
                                "capacitor://localhost", "https://xn--o39an51b2re.example"})
        EXPECT_NO_THROW(CrossOriginRules rules(origins)) << origins;
}

}  // namespace
}  // namespace trainingzip::web
