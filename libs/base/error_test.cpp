#include "base/error.h"

#include <gtest/gtest.h>

#include <set>

namespace trainingzip {
namespace {

TEST(Error, EveryDescriptionIsWhole) {
    std::set<std::string_view> digits;
    for (const ErrorDescription& row : all_errors()) {
        EXPECT_EQ(row.digits.size(), 4U);
        EXPECT_EQ(std::stoi(std::string(row.digits)), static_cast<int>(row.code));
        EXPECT_TRUE(digits.insert(row.digits).second) << row.digits;
        EXPECT_GE(row.http_status, 400);
        EXPECT_LT(row.http_status, 600);
        EXPECT_FALSE(row.korean.empty());
        EXPECT_FALSE(row.english.empty());
        EXPECT_EQ(describe(row.code).digits, row.digits);
        EXPECT_EQ(find_error(row.digits)->code, row.code);
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
