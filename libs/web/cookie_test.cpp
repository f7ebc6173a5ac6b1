#include "web/cookie.h"

#include <gtest/gtest.h>

namespace trainingzip::web {
namespace {

Request request_with(std::initializer_list<const char*> cookies) {
    Request request;
    for (const char* value : cookies) request.headers.add("cookie", value);
    return request;
}

TEST(FindCookieTest, GivesTheValueAsSent) {
    EXPECT_EQ(find_cookie(request_with({"a=1; b=2=3;c="}), "a"), "1");
    EXPECT_EQ(find_cookie(request_with({"a=1; b=2=3;c="}), "b"), "2=3");
    EXPECT_EQ(find_cookie(request_with({"a=1; b=2=3;c="}), "c"), "");
    EXPECT_EQ(find_cookie(request_with({"x=0", "a=1"}), "a"), "1");
}

TEST(FindCookieTest, TakesTheFirstOfSeveral) {
    EXPECT_EQ(find_cookie(request_with({"a=1; a=2"}), "a"), "1");
}

TEST(FindCookieTest, TakesNoOtherName) {
    for (const char* other : {"", ";", "=", "a", "A=1", "aa=1", "b=a=1", "__Host-a=1; a1=1"}) {
        EXPECT_EQ(find_cookie(request_with({other}), "a"), std::nullopt) << other;
    }
    EXPECT_EQ(find_cookie(Request(), "a"), std::nullopt);
}

}  // namespace
}  // namespace trainingzip::web
