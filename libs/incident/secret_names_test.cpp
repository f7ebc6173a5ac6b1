#include "incident/secret_names.h"

#include <gtest/gtest.h>

namespace trainingzip::incident {
namespace {

TEST(SecretNames, AreKnownInAnySpelling) {
    for (const char* name :
         {"Authorization", "proxy-authorization", "Cookie",      "Set-Cookie", "password", "newPassWord",
          "refresh_token", "refreshToken",        "X-Api-Key",   "e-mail",     "EMAIL",    "slack.webhook",
          "%70assword",    "%2570assword",        "pass%77ord%", "ticket",     "Pass",     "X-Auth",
          "비밀번호",      "이메일 주소"})
        EXPECT_TRUE(is_secret_name(name)) << name;
    for (const char* name : {"title", "Accept", "page", "User-Agent", "X-Request-Id", "nickName", "author",
                             "compass", "passenger", "pinned", "keyPoint"})
        EXPECT_FALSE(is_secret_name(name)) << name;
}

TEST(SecretNames, AreDecodedAsOftenAsTheyWereEncoded) {
    EXPECT_EQ(percent_decoded("%252541+b%2Fc"), "A b/c");
    EXPECT_EQ(percent_decoded("100%, %zz and %4"), "100%, %zz and %4");
}

}  // namespace
}  // namespace trainingzip::incident
