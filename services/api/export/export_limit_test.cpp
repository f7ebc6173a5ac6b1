#include "api/export/export_limit.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace trainingzip::api {
namespace {

const ExportLimit::TimePoint start{};

ErrorCode refusal(ExportLimit& limit, std::int64_t user, ExportLimit::TimePoint now) {
    try {
        limit.take(user, now);
    } catch (const Failure& failure) {
        EXPECT_GT(failure.retry_after_seconds(), 0);
        return failure.code();
    }
    return ErrorCode::internal;
}

TEST(ExportLimit, EachPersonHasSomeInAnHour) {
    ExportLimit limit({.per_hour = 2, .at_once = 2});
    limit.take(1, start);
    limit.take(1, start + std::chrono::minutes(59));
    EXPECT_EQ(refusal(limit, 1, start + std::chrono::minutes(59)), ErrorCode::too_many_attempts);
    EXPECT_NO_THROW(limit.take(2, start + std::chrono::minutes(59)));
    EXPECT_NO_THROW(limit.take(1, start + std::chrono::minutes(60)));
}

TEST(ExportLimit, SomeAreMadeAtOnceAndARefusalDoesNotCount) {
    ExportLimit limit({.per_hour = 2, .at_once = 1});
    {
        const auto place = limit.take(1, start);
        EXPECT_EQ(refusal(limit, 2, start), ErrorCode::unavailable);
        EXPECT_EQ(refusal(limit, 1, start), ErrorCode::unavailable);
    }
    EXPECT_NO_THROW(limit.take(2, start));
    EXPECT_NO_THROW(limit.take(2, start));
    EXPECT_EQ(refusal(limit, 2, start), ErrorCode::too_many_attempts);
}

}  // namespace
}  // namespace trainingzip::api
