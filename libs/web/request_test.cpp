#include "web/request.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "web/host_name.h"
#include "web/request_head.h"
#include "web/request_target.h"
#include "web/response.h"

namespace trainingzip::web {
namespace {

Request request_with(std::string_view name, std::string value) {
    Request request;
    request.headers.add(std::string(name), std::move(value));
    return request;
}

bool is_refused_target(std::string_view target) {
    try {
        parse_request_target(target);
        return false;
    } catch (const Failure& failure) {
        return failure.code() == ErrorCode::request_malformed;
    }
}

TEST(Headers, CompareWithoutRegardToCase) {
    Headers headers;
    headers.add("Accept", "a");
    headers.add("ACCEPT", "b");
    EXPECT_EQ(headers.find("accept"), "a");
    EXPECT_EQ(headers.count("Accept"), 2u);
    headers.set("accepT", "c");
    EXPECT_EQ(headers.count("Accept"), 1u);
    EXPECT_EQ(headers.find("accept"), "c");
    headers.remove("ACCEPT");
    EXPECT_EQ(headers.find("accept"), std::nullopt);
}

TEST(Request, SpeaksKoreanUnlessEnglishIsPreferred) {
    for (const char* value : {"", "ko", "ko-KR,ko;q=0.9,en;q=0.8", "fr", "de, ko", "ko, en",
                              "en;q=0.3, ko;q=0.5", "en;q=0", "*", "english"})
        EXPECT_EQ(request_with("Accept-Language", value).language(), Language::korean) << value;
    for (const char* value :
         {"en", "en-US,en;q=0.9,ko;q=0.8", "EN-gb", "fr, en;q=0.1", "en, ko", "ko;q=0.5, en;q=0.6"})
        EXPECT_EQ(request_with("Accept-Language", value).language(), Language::english) << value;
}

TEST(Request, ReadsIds) {
    Request request;
    const auto id = [&](std::string text) {
        request.path_parameters["id"] = std::move(text);
        return request.path_id("id", ErrorCode::training_not_found);
    };
    EXPECT_EQ(id("7"), 7);
    EXPECT_EQ(id("9223372036854775807"), 9223372036854775807);
    for (const char* text : {"0", "-1", "+1", "01", "1a", "", " 1", "9223372036854775808"})
        EXPECT_THROW(id(text), Failure) << text;
    EXPECT_THROW(request.path_parameter("other"), Failure);
}

TEST(Request, BuildsTheAddressThatTheClientSees) {
    Request request = request_with("Host", "127.0.0.1:9101");
    EXPECT_EQ(request.external_base(), "http://127.0.0.1:9101");
    EXPECT_EQ(request.external_origin(), "http://127.0.0.1:9101");
    request.headers.add("X-Forwarded-Host", "localhost:8443");
    request.headers.add("X-Forwarded-Proto", "https");
    request.headers.add("X-Forwarded-Prefix", "/api/upload/");
    EXPECT_EQ(request.external_base(), "https://localhost:8443/api/upload");
    EXPECT_EQ(request.external_origin(), "https://localhost:8443");
    request.headers.set("X-Forwarded-Prefix", "//evil.example/<script>");
    EXPECT_EQ(request.external_base(), "https://localhost:8443");
    request.headers.set("X-Forwarded-Host", "a.example, b.example");
    EXPECT_EQ(request.external_base(), "http://127.0.0.1:9101");
}

TEST(HostName, TakesNamesAndAddresses) {
    for (const char* host : {"localhost", "example.org:8443", "127.0.0.1", "[::1]", "[::1]:80", "my_host"})
        EXPECT_TRUE(is_valid_host(host)) << host;
    for (const char* host : {"", ":80", "a b", "a:", "a:b", "a:123456", "a/b", "user@a", "[::1", "[]",
                             "[g::]", "a\"b", "a:80:80"})
        EXPECT_FALSE(is_valid_host(host)) << host;
}

TEST(RequestTarget, DecodesPathAndQuery) {
    const RequestTarget target = parse_request_target("/a/%EA%B0%80%20b/c%2Fd+?x=1&x=%26+2&empty&=v&");
    EXPECT_EQ(target.path, "/a/가 b/c%2Fd+");
    EXPECT_EQ(target.segments, (std::vector<std::string>{"a", "가 b", "c/d+"}));
    EXPECT_EQ(target.query.at("x"), (std::vector<std::string>{"1", "& 2"}));
    EXPECT_EQ(target.query.at("empty"), std::vector<std::string>{""});
    EXPECT_EQ(target.query.at(""), std::vector<std::string>{"v"});
    EXPECT_EQ(parse_request_target("/").path, "/");
    EXPECT_EQ(parse_request_target("/a/").path, "/a/");
    EXPECT_EQ(parse_request_target("/a/...").path, "/a/...");
}

TEST(RequestTarget, RefusesWhatCanBeReadInTwoWays) {
    for (const char* target :
         {"",      "a",    "*",       "/%",     "/%4",      "/%4g",      "/%00",    "/a%0Ab",
          "/a%7f", "/%FF", "/%C0%AF", "/..",    "/a/./b",   "/a/%2e%2E", "/.",      "//a",
          "/a//b", "/a#b", "/a b",    "/a\x80", "/a?x=%zz", "/a?x=%00",  "/a?x=%FF"})
        EXPECT_TRUE(is_refused_target(target)) << target;
    std::string many = "/a?";
    for (int index = 0; index < 65; ++index) many += "x&";
    EXPECT_TRUE(is_refused_target(many));
}

RequestHead head_of(const std::string& fields, const std::string& line = "GET /a HTTP/1.1") {
    return parse_request_head(line + "\r\n" + fields + "\r\n");
}

bool is_refused_head(const std::string& fields, const std::string& line = "GET /a HTTP/1.1") {
    try {
        head_of(fields, line);
        return false;
    } catch (const Failure& failure) {
        return failure.code() == ErrorCode::request_malformed;
    }
}

TEST(RequestHead, ReadsFraming) {
    EXPECT_EQ(head_of("Host: a\r\n").content_length, 0u);
    EXPECT_EQ(head_of("Host: a\r\nContent-Length:  12\t\r\n").content_length, 12u);
    const RequestHead chunked = head_of("host:a\r\ntransfer-encoding: Chunked\r\nExpect: 100-Continue\r\n");
    EXPECT_TRUE(chunked.chunked);
    EXPECT_TRUE(chunked.expects_continue);
    EXPECT_EQ(chunked.content_length, std::nullopt);
    EXPECT_TRUE(chunked.keep_alive);
    EXPECT_FALSE(head_of("Host: a\r\nConnection: x, close\r\n").keep_alive);
    EXPECT_FALSE(head_of("Host: a\r\nConnection: keep-alive\r\n", "GET / HTTP/1.0").keep_alive);
}

TEST(RequestHead, TakesAbsoluteTargets) {
    const RequestHead head = head_of("Host: a\r\n", "GET http://b:80/c?d HTTP/1.1");
    EXPECT_EQ(head.target, "/c?d");
    EXPECT_EQ(head.headers.find("Host"), "b:80");
    EXPECT_EQ(head_of("Host: a\r\n", "GET http://b HTTP/1.1").target, "/");
    EXPECT_EQ(head_of("Host: a\r\n", "GET http://b?d HTTP/1.1").target, "/?d");
}

TEST(RequestHead, RefusesWhatCanBeReadInTwoWays) {
    for (const char* fields : {
             "",
             "Host:\r\n",
             "Host: a\r\nHost: a\r\n",
             "Host: a b\r\n",
             "Host: a\r\n folded: b\r\n",
             "Host: a\r\nX: a\r\n b\r\n",
             "Host: a\r\nX : a\r\n",
             "Host: a\r\nno colon\r\n",
             "Host: a\r\n: a\r\n",
             "Host: a\r\nX: a\nY: b\r\n",
             "Host: a\r\nX: a\rY: b\r\n",
             "Host: a\r\nX: \x01\r\n",
             "Host: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n",
             "Host: a\r\nContent-Length: 1, 1\r\n",
             "Host: a\r\nContent-Length: +1\r\n",
             "Host: a\r\nContent-Length: -1\r\n",
             "Host: a\r\nContent-Length: 0x1\r\n",
             "Host: a\r\nContent-Length:\r\n",
             "Host: a\r\nContent-Length: 18446744073709551616\r\n",
             "Host: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n",
             "Host: a\r\nTransfer-Encoding: gzip, chunked\r\n",
             "Host: a\r\nTransfer-Encoding: identity\r\n",
             "Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
         })
        EXPECT_TRUE(is_refused_head(fields)) << fields;
    for (const char* line :
         {"GET /a", "GET  /a HTTP/1.1", "GET /a HTTP/1.2", "GET /a HTTP/2.0", "GET /a http/1.1",
          "G(T /a HTTP/1.1", " GET /a HTTP/1.1", "GET /a b HTTP/1.1", "GET /a HTTP/1.1 ", ""})
        EXPECT_TRUE(is_refused_head("Host: a\r\n", line)) << line;
    EXPECT_TRUE(is_refused_head("Host: a\r\nTransfer-Encoding: chunked\r\n", "GET /a HTTP/1.0"));
    std::string many = "Host: a\r\n";
    for (int index = 0; index < 100; ++index) many += "X: a\r\n";
    EXPECT_TRUE(is_refused_head(many));
    EXPECT_THROW(parse_request_head("GET /a HTTP/1.1\r\nHost: a\r\n"), Failure);
}

TEST(Response, TellsAnErrorAsTheContractSays) {
    Request request = request_with("Accept-Language", "en");
    request.request_id = "0123456789abcdef";
    const Response response = error_response(
        Failure(ErrorCode::body_invalid, "for the log", {{"/title", "required"}}).with_retry_after(3),
        request);
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.headers.find("Retry-After"), "3");
    const auto body = boost::json::parse(std::get<std::string>(response.body));
    EXPECT_EQ(body.at("status"), 400);
    EXPECT_EQ(body.at("error"), "2001");
    EXPECT_EQ(body.at("message"), "What was sent is not valid.");
    EXPECT_EQ(body.at("requestId"), "0123456789abcdef");
    EXPECT_EQ(body.at("fields").at(0).at("field"), "/title");
    EXPECT_TRUE(body.at("timestamp").as_string().ends_with("Z"));
    EXPECT_EQ(error_response(Failure(ErrorCode::token_expired), request).headers.find("WWW-Authenticate"),
              "Bearer");
}

TEST(Response, TellsPeopleWhichValuesAreNotAcceptable) {
    const Failure failure(ErrorCode::body_fields_invalid, "for the log",
                          {{"/title", "too_short", 2}, {"/body", "unheard_of"}});
    const auto problems_in = [&](const char* language) {
        const Response response = error_response(failure, request_with("Accept-Language", language));
        EXPECT_EQ(response.status, 422);
        const auto body = boost::json::parse(std::get<std::string>(response.body));
        EXPECT_EQ(body.at("error"), "2012");
        EXPECT_FALSE(body.as_object().contains("fields"));
        return boost::json::serialize(body.at("problems"));
    };
    EXPECT_EQ(problems_in("en"), R"([{"field":"title","message":"It needs at least 2 characters."},)"
                                 R"({"field":"body","message":"This value is not acceptable."}])");
    EXPECT_EQ(problems_in("ko"), R"([{"field":"title","message":"2자 이상이어야 합니다."},)"
                                 R"({"field":"body","message":"받아들일 수 없는 값입니다."}])");
}

TEST(OpenFile, SaysWhatIsMissing) {
    try {
        OpenFile("/nowhere/at/all");
        FAIL();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::file_not_found);
    }
}

}  // namespace
}  // namespace trainingzip::web
