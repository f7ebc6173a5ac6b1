#include "api/accounts/nick_name.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace trainingzip::api {
namespace {

std::string repeated(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

TEST(NickName, IsAsLongAsPeopleSeeIt) {
    const std::vector<std::string> characters = {
        "n", "달", "\u1112\u1161\u11ab", "e\u0301", "🏃", "🏃🏽", "🇰🇷", "❤\ufe0f"};
    for (const std::string& character : characters) {
        EXPECT_EQ(examine_nick_name(repeated(character, 20)), NickNameProblem::none) << character;
        EXPECT_EQ(examine_nick_name(repeated(character, 21)), NickNameProblem::too_long) << character;
    }
    EXPECT_EQ(examine_nick_name(""), NickNameProblem::empty);
    EXPECT_EQ(examine_nick_name(std::string(60'000, 'n')), NickNameProblem::too_long);
}

TEST(NickName, ShowsWhatItIs) {
    const std::vector<std::string> bad = {" a",
                                          "a ",
                                          "a\nb",
                                          "a\tb",
                                          "a\x7f",
                                          "\u0085x",
                                          "a\u00ad",
                                          "a\u200b",
                                          "a\u200db",
                                          "\u202eabc",
                                          "\u2066abc",
                                          "\u2060",
                                          "\ufeffx",
                                          "\u3164",
                                          "\u115f",
                                          "\uffa0",
                                          "a\u00a0b",
                                          "a\u3000b",
                                          "\ue000",
                                          "\u0378",
                                          "\u2028",
                                          "\u0301a",
                                          "\ufe0f",
                                          "\xff",
                                          "\xed\xa0\x80",
                                          std::string("a\0b", 3),
                                          "a\u0335\u0336\u0337\u0338",
                                          "\U000e0041"};
    for (const std::string& name : bad) {
        EXPECT_EQ(examine_nick_name(name), NickNameProblem::characters) << name;
    }
    for (const char* segment : {".", ".."}) {
        EXPECT_EQ(examine_nick_name(segment), NickNameProblem::characters) << segment;
    }
    for (const char* good :
         {"a b", "– dash", "©", "김철수", "Ольга", "さくら", "José", "a\u0301\u0327\u0323", "<script>"}) {
        EXPECT_EQ(examine_nick_name(good), NickNameProblem::none) << good;
    }
}

TEST(NickName, KeepsOneFormOfTheSameText) {
    EXPECT_EQ(shown_nick_name("\u1112\u1161\u11ab\u1100\u1173\u11af"), "한글");
    EXPECT_EQ(shown_nick_name("e\u0301"), "é");
    EXPECT_EQ(shown_nick_name("Ａ"), "Ａ") << "the look is the person's own";
}

TEST(NickName, IsTakenWhenAnotherLooksLikeIt) {
    const std::vector<std::pair<std::string, std::string>> alike = {
        {"New Name", "new name"},
        {"paypal", "раураl"},  // Cyrillic р, а, у
        {"scope", "ѕсоре"},    // all Cyrillic
        {"PayPal", "PayPaI"},  // capital i
        {"lan", "Ian"},
        {"Ian", "ian"},
        {"runner", "ｒｕｎｎｅｒ"},
        {"admin", "adm\u200bin"},
        {"admin", "\u202eadmin"},
        {"modern", "modem"},  // rn and m
        {"lOO", "l00"},
        {"a b", "a  b"},
        {"한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"},
        {"é", "e\u0301"},
        {"ﬁt", "fit"},
        {"Straße", "STRASSE"},
        {"①②", "12"},
        {"❤", "❤\ufe0f"},
    };
    for (const auto& [one, other] : alike) EXPECT_EQ(nick_name_key(one), nick_name_key(other)) << other;
    const std::vector<std::pair<std::string, std::string>> apart = {
        {"runner 1", "runner 2"}, {"nick 10", "nick 11"},   {"a", "b"}, {"달", "탈"},
        {"김철수", "김철호"},     {"Runner-A", "Runner_A"}, {"e", "é"}, {"🏃", "🚶"}};
    for (const auto& [one, other] : apart) EXPECT_NE(nick_name_key(one), nick_name_key(other)) << other;
}

}  // namespace
}  // namespace trainingzip::api
