#include "api/accounts/account_rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "api/accounts/common_passwords.h"

namespace trainingzip::api {
namespace {

TEST(AccountRules, LoginIds) {
    for (const char* good : {"abc", "user_1", "A-B-C", "0123456789abcdef0123456789ABCDEF"}) {
        EXPECT_TRUE(is_login_id(good)) << good;
    }
    for (const char* bad :
         {"", "ab", "0123456789abcdef0123456789abcdef0", "a b", "a.b.c", "../x", "한국어", "abc\n"}) {
        EXPECT_FALSE(is_login_id(bad)) << bad;
    }
}

TEST(AccountRules, ThePasswordsThatEverybodyGuessesFirst) {
    EXPECT_GE(common_passwords().size(), 3000U);
    EXPECT_TRUE(std::is_sorted(common_passwords().begin(), common_passwords().end()));
    for (const char* common : {"password", "12345678", "PassWord", "qwertyuiop", "iloveyou", "baseball"}) {
        EXPECT_TRUE(is_common_password(common)) << common;
    }
    for (const char* pattern : {"aaaaaaaa", "88888888", "12121212", "abcabcabc", "12341234", "Abcdefgh",
                                "87654321", "567890123", "zyxwvuts", "가가가가가가가가"}) {
        EXPECT_TRUE(is_common_password(pattern)) << pattern;
    }
    for (const char* good : {"correct horse battery", "비밀번호는 길어야 한다", "password of mine", "",
                             "abcdefhg", "aaaaaaab", "abcdeabcde", "aaaaaaaaaaaaaaaaaaaaaaaaa"}) {
        EXPECT_FALSE(is_common_password(good)) << good;
    }
}

TEST(AccountRules, Emails) {
    for (const char* good :
         {"a@b.kr", "first.last+tag@sub.example.org", "사람@예.한국", "o'hara@example.org"}) {
        EXPECT_TRUE(is_plausible_email(good)) << good;
    }
    for (const char* bad :
         {"", "@", "a@", "@b.kr", "a@b", "a@@b.kr", "a b@c.kr", "a@b..kr", "a@.kr", "a@b.kr.", "a@-b.kr",
          "a@b-.kr", ".a@b.kr", "a.@b.kr", "a\n@b.kr", "<a>@b.kr", "a@b_c.kr"}) {
        EXPECT_FALSE(is_plausible_email(bad)) << bad;
    }
    EXPECT_TRUE(is_plausible_email(std::string(64, 'a') + "@b.kr"));
    EXPECT_FALSE(is_plausible_email(std::string(65, 'a') + "@b.kr"));
    EXPECT_FALSE(is_plausible_email("a@" + std::string(64, 'b') + ".kr"));
}

TEST(AccountRules, KeysDifferOnlyWherePeopleSeeIt) {
    EXPECT_EQ(unique_key("Runner-A"), unique_key("rUNNER-a"));
    EXPECT_NE(unique_key("Runner-A"), unique_key("Runner_A"));
}

}  // namespace
}  // namespace trainingzip::api
