#include "base/error.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace trainingzip {
namespace {

TEST(Error, EveryDescriptionIsWhole) {
    std::set<std::pair<std::string_view, int>> seen;
    for (const ErrorDescription& row : all_errors()) {
        EXPECT_EQ(row.digits.size(), 4U);
        // One case of not_permitted: what somebody may not even see is absent, under the same number.
        const ErrorCode number =
            row.code == ErrorCode::comment_not_found ? ErrorCode::not_permitted : row.code;
        EXPECT_EQ(std::stoi(std::string(row.digits)), static_cast<int>(number));
        EXPECT_TRUE(seen.emplace(row.digits, row.http_status).second) << row.digits;
        EXPECT_GE(row.http_status, 400);
        EXPECT_LT(row.http_status, 600);
        EXPECT_FALSE(row.korean.empty());
        EXPECT_FALSE(row.english.empty());
        EXPECT_EQ(describe(row.code).http_status, row.http_status);
        EXPECT_EQ(find_error(row.digits)->code, number);
    }
    EXPECT_EQ(find_error("9999"), nullptr);
}

TEST(Error, FailureKeepsItsPartsApart) {
    const Failure failure = Failure(ErrorCode::unavailable, "database locked").with_retry_after(5);
    EXPECT_EQ(failure.code(), ErrorCode::unavailable);
    EXPECT_STREQ(failure.what(), "database locked");
    EXPECT_EQ(failure.retry_after_seconds(), 5);
    EXPECT_EQ(describe(failure.code()).sentence(Language::english).find("database"), std::string_view::npos);
}

}  // namespace
}  // namespace trainingzip
