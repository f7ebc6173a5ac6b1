#include "api/http/conditional.h"

#include <gtest/gtest.h>

#include <boost/json/object.hpp>

namespace trainingzip::api {
namespace {

namespace json = boost::json;

web::Request asked_by(const char* user, const char* if_none_match = nullptr) {
    web::Request request;
    request.method = "GET";
    request.user = user;
    if (if_none_match) request.headers.add("If-None-Match", if_none_match);
    return request;
}

web::Handler answering(web::Response response, std::string_view access = "visitor") {
    return with_entity_tag([response](const web::Request&) { return response; }, access);
}

std::string field(const web::Response& response, std::string_view name) {
    return std::string(response.headers.find(name).value_or("-"));
}

const web::Response seven = web::Response::hal(json::object{{"a", 7}});

TEST(ConditionalAnswer, HasATagOfItsBytesAndItsCaller) {
    const web::Response first = answering(seven)(asked_by("1"));
    const std::string tag = field(first, "ETag");
    EXPECT_EQ(tag.size(), 34u);
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(std::get<std::string>(first.body), R"({"a":7})");
    EXPECT_EQ(field(answering(seven)(asked_by("1")), "ETag"), tag);
    EXPECT_NE(field(answering(seven)(asked_by("2")), "ETag"), tag);
    EXPECT_NE(field(answering(seven)(asked_by("")), "ETag"), tag);
    EXPECT_NE(field(answering(web::Response::hal(json::object{{"a", 8}}))(asked_by("1")), "ETag"), tag);
}

TEST(ConditionalAnswer, IsNotSentToWhomHasIt) {
    const web::Handler handler = answering(seven);
    const std::string tag = field(handler(asked_by("1")), "ETag");
    const web::Response same = handler(asked_by("1", ("\"b\", W/" + tag).c_str()));
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(std::get<std::string>(same.body), "");
    EXPECT_EQ(field(same, "ETag"), tag);
    EXPECT_EQ(field(same, "Cache-Control"), "private, no-cache");
    EXPECT_EQ(field(same, "Vary"), "Authorization");
    EXPECT_EQ(field(same, "Content-Type"), "-");
    EXPECT_EQ(handler(asked_by("2", tag.c_str())).status, 200);
    EXPECT_EQ(handler(asked_by("1", tag.substr(1, 32).c_str())).status, 200);
}

TEST(ConditionalAnswer, SaysWhoMayKeepItWhereTheHandlerDidNot) {
    const web::Response open = answering(seven, "public")(asked_by(""));
    EXPECT_EQ(field(open, "Cache-Control"), "public, no-cache");
    EXPECT_EQ(field(open, "Vary"), "-");
    const web::Response visited = answering(seven)(asked_by(""));
    EXPECT_EQ(field(visited, "Cache-Control"), "public, no-cache");
    EXPECT_EQ(field(visited, "Vary"), "Authorization");
    web::Request with_credential = asked_by("");
    with_credential.headers.add("Authorization", "Bearer a.b.c");
    EXPECT_EQ(field(answering(seven, "public")(with_credential), "Cache-Control"), "private, no-cache");
    // Without the header the server sends no-store.
    EXPECT_EQ(field(answering(seven, "admin")(asked_by("1")), "Cache-Control"), "-");
    web::Response own = seven;
    own.headers.set("Cache-Control", "public, no-cache");
    own.headers.set("Vary", "Accept");
    const web::Response kept = answering(own)(asked_by("1"));
    EXPECT_EQ(field(kept, "Cache-Control"), "public, no-cache");
    EXPECT_EQ(field(kept, "Vary"), "Accept");
}

TEST(ConditionalAnswer, IsJsonOfSuccessAlone) {
    web::Response tagged = seven;
    tagged.headers.set("ETag", "\"own\"");
    for (const web::Response& response :
         {tagged, web::Response::hal(json::object{}, 404), web::Response::hal(json::object{}, 201),
          web::Response::text("text"), web::Response::empty()}) {
        const web::Response answer = answering(response)(asked_by("1", "*"));
        EXPECT_EQ(answer.status, response.status);
        EXPECT_EQ(answer.headers.fields(), response.headers.fields());
        EXPECT_EQ(std::get<std::string>(answer.body), std::get<std::string>(response.body));
    }
}

}  // namespace
}  // namespace trainingzip::api
