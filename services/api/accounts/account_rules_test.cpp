#include "api/accounts/account_rules.h"

#include <gtest/gtest.h>

#include <string>

namespace trainingzip::api {
namespace {

TEST(AccountRules, login_ids) {
    for (const char* good : {"abc", "user_1", "A-B-C", "0123456789abcdef0123456789ABCDEF"}) {
        EXPECT_TRUE(is_login_id(good)) << good;
    }
    for (const char* bad :
         {"", "ab", "0123456789abcdef0123456789abcdef0", "a b", "a.b.c", "../x", "한국어", "abc\n"}) {
        EXPECT_FALSE(is_login_id(bad)) << bad;
    }
}

TEST(AccountRules, nick_names_count_characters_and_not_bytes) {
    std::string twenty;
    for (int i = 0; i < 20; ++i) twenty += "달";
    EXPECT_TRUE(is_nick_name(twenty));
    EXPECT_FALSE(is_nick_name(twenty + "달"));
    EXPECT_TRUE(is_nick_name("a b"));
    EXPECT_TRUE(is_nick_name("🏃"));
}

TEST(AccountRules, nick_names_show_what_they_are) {
    for (const char* bad : {"", " a", "a ", "a\nb", "a\x7f", "\xc2\x85x", "a\xc2\xad", "a\xe2\x80\x8b",
                            "\xe2\x80\xae"
                            "abc",
                            "\xe2\x81\xa0", "\xef\xbb\xbfx", "\xe3\x85\xa4", "\xff", "\xed\xa0\x80"}) {
        EXPECT_FALSE(is_nick_name(bad)) << bad;
    }
    EXPECT_TRUE(is_nick_name("\xe2\x80\x93")) << "a dash lies beside the characters without width";
    EXPECT_TRUE(is_nick_name("\xc2\xa9"));
}

TEST(AccountRules, emails) {
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

TEST(AccountRules, keys_differ_only_where_people_see_it) {
    EXPECT_EQ(unique_key("Runner-A"), unique_key("rUNNER-a"));
    EXPECT_NE(unique_key("Runner-A"), unique_key("Runner_A"));
    EXPECT_EQ(unique_key("달리기"), "달리기");
}

}  // namespace
}  // namespace trainingzip::api
