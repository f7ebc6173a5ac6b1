#include "data/recently_used.h"

#include <gtest/gtest.h>

#include <memory>

namespace trainingzip::data {
namespace {

TEST(RecentlyUsed, LetsGoWhatWasNotAskedForTheLongest) {
    RecentlyUsed<int> values(2);
    EXPECT_EQ(values.add("a", 1), std::nullopt);
    EXPECT_EQ(values.add("b", 2), std::nullopt);
    ASSERT_NE(values.find("a"), nullptr);
    EXPECT_EQ(*values.find("a"), 1);
    EXPECT_EQ(values.add("c", 3), 2);
    EXPECT_EQ(values.find("b"), nullptr);
    EXPECT_EQ(values.add("d", 4), 1);
    EXPECT_EQ(values.size(), 2U);
}

TEST(RecentlyUsed, GivesValuesAway) {
    RecentlyUsed<std::unique_ptr<int>> values(2);
    values.add("a", std::make_unique<int>(1));
    values.add("b", std::make_unique<int>(2));
    EXPECT_EQ(**values.take("a"), 1);
    EXPECT_FALSE(values.take("a").has_value());
    EXPECT_FALSE(values.add("a", std::make_unique<int>(3)).has_value());
    EXPECT_EQ(**values.find("a"), 3);
    values.clear();
    EXPECT_EQ(values.find("a"), nullptr);
    EXPECT_EQ(values.size(), 0U);
}

}  // namespace
}  // namespace trainingzip::data
