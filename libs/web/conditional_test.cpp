#include "web/conditional.h"

#include <gtest/gtest.h>

#include "web/entity_tag_list.h"
#include "web/http_date.h"

namespace trainingzip::web {
namespace {

constexpr UtcTime modified{std::chrono::seconds(1'769'850'307)};

Headers fields(std::initializer_list<std::pair<const char*, const char*>> list) {
    Headers headers;
    for (const auto& [name, value] : list) headers.add(name, value);
    return headers;
}

Condition evaluate(std::initializer_list<std::pair<const char*, const char*>> list) {
    return evaluate_conditions(fields(list), {"\"a\"", modified});
}

TEST(HttpDate, ReadsWhatWeWriteAndNothingElse) {
    EXPECT_EQ(to_http_date(modified), "Sat, 31 Jan 2026 09:05:07 GMT");
    EXPECT_EQ(parse_http_date("Sat, 31 Jan 2026 09:05:07 GMT"), modified);
    EXPECT_EQ(parse_http_date("Thu, 29 Feb 2024 23:59:59 GMT"), from_unix_milliseconds(1'709'251'199'000));
    for (const char* text :
         {"", "Fri, 31 Jan 2026 09:05:07 GMT", "Sat, 31 Feb 2026 09:05:07 GMT",
          "Sat, 31 Jan 2026 24:05:07 GMT", "Sat, 31 Jan 2026 09:05:07 UTC", "sat, 31 jan 2026 09:05:07 gmt",
          "Sat, 31 anJ 2026 09:05:07 GMT", "Sat, 31-Jan-26 09:05:07 GMT", "Saturday, 31-Jan-26 09:05:07 GMT",
          "Sat Jan 31 09:05:07 2026", "Sat, 31 Jan 2026 09:05:07 GMT ", "Sat, -1 Jan 2026 09:05:07 GMT"})
        EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
}

TEST(EntityTagList, IsReadByItsGrammar) {
    const auto tags = [](const char* value) {
        const auto list = parse_entity_tag_list(value);
        return list ? list->tags : std::vector<EntityTag>();
    };
    using Tags = std::vector<EntityTag>;
    EXPECT_EQ(tags("\"a\""), (Tags{{false, "\"a\""}}));
    EXPECT_EQ(tags("\"\""), (Tags{{false, "\"\""}}));
    EXPECT_EQ(tags(" W/\"a\"\t,\"b,c\",, \"W/\" ,"),
              (Tags{{true, "\"a\""}, {false, "\"b,c\""}, {false, "\"W/\""}}));
    EXPECT_EQ(tags("\"\xea\xb0\x80\\\""), (Tags{{false, "\"\xea\xb0\x80\\\""}}));
    EXPECT_TRUE(parse_entity_tag_list(" * ")->any);
    for (const char* value :
         {"",           " ",           ",",        "a",         "\"a",     "a\"",      "\"",
          "\"a\"\"b\"", "\"a\" \"b\"", "\"a b\"",  "\"a\x7f\"", "w/\"a\"", "W/ \"a\"", "W/a",
          "W/",         "W/*",         "*, \"a\"", "\"a\", *",  "**",      "\"a\", b", "\"a\";q=1"})
        EXPECT_FALSE(parse_entity_tag_list(value)) << value;
}

TEST(Conditional, ComparesTagsAsTheFieldAsks) {
    EXPECT_EQ(evaluate({}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-None-Match", "\"a\""}}), Condition::not_modified);
    EXPECT_EQ(evaluate({{"If-None-Match", "\"b\", W/\"a\""}}), Condition::not_modified);
    EXPECT_EQ(evaluate({{"If-None-Match", "\"b\""}, {"if-none-match", "\"a\""}}), Condition::not_modified);
    EXPECT_EQ(evaluate({{"If-None-Match", "*"}}), Condition::not_modified);
    EXPECT_EQ(evaluate({{"If-None-Match", "\"ab\""}}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-None-Match", "\"b,\"a\",c\""}}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-None-Match", "\"b\", \"a"}, {"If-None-Match", "\"a\""}}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-None-Match", "*"}, {"If-None-Match", "\"a\""}}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-None-Match", "a"}}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-Match", "a"}}), Condition::precondition_failed);
    EXPECT_EQ(evaluate({{"If-Match", "\"a\""}}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-Match", "*"}}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-Match", "W/\"a\""}}), Condition::precondition_failed);
}

TEST(Conditional, ComparesDatesUnlessThereIsATag) {
    const char* same = "Sat, 31 Jan 2026 09:05:07 GMT";
    const char* earlier = "Sat, 31 Jan 2026 09:05:06 GMT";
    EXPECT_EQ(evaluate({{"If-Modified-Since", same}}), Condition::not_modified);
    EXPECT_EQ(evaluate({{"If-Modified-Since", earlier}}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-Modified-Since", "yesterday"}}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-Modified-Since", same}, {"If-None-Match", "\"b\""}}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-Unmodified-Since", earlier}}), Condition::precondition_failed);
    EXPECT_EQ(evaluate({{"If-Unmodified-Since", same}}), Condition::proceed);
    EXPECT_EQ(evaluate({{"If-Unmodified-Since", earlier}, {"If-Match", "\"a\""}}), Condition::proceed);
    EXPECT_EQ(evaluate_conditions(fields({{"If-Modified-Since", same}}), {"\"a\"", std::nullopt}),
              Condition::proceed);
}

TEST(Conditional, IfRangeTakesOnlyAnExactMatch) {
    const auto applicable = [](const char* value) {
        return is_range_applicable(fields({{"If-Range", value}}), {"\"a\"", modified});
    };
    EXPECT_TRUE(is_range_applicable({}, {"\"a\"", modified}));
    EXPECT_TRUE(applicable("\"a\""));
    EXPECT_TRUE(applicable("Sat, 31 Jan 2026 09:05:07 GMT"));
    for (const char* value : {"W/\"a\"", "\"b\"", "*", "", "Sat, 31 Jan 2026 09:05:08 GMT"})
        EXPECT_FALSE(applicable(value)) << value;
}

}  // namespace
}  // namespace trainingzip::web
