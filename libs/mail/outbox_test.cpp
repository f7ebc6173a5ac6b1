#include "mail/outbox.h"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include "database/test_database.h"
#include "domain/schema.h"

namespace trainingzip::mail {
namespace {

using namespace std::chrono_literals;

constexpr UtcTime now{1'000'000ms};

class OutboxTest : public testing::TestWithParam<std::string> {
  protected:
    OutboxTest() : test_database_(GetParam()), database_(test_database_.settings) {
        database_.migrate(domain::schema);
    }
    void add(const std::string& about, UtcTime time = now, Language language = Language::korean) {
        database_.in_transaction([&](soci::session& session) {
            outbox_.add(session, {"greeting", about, language}, time);
        });
    }

    database::TestDatabase test_database_;
    database::Database database_;
    const Outbox outbox_{{.most_waiting = 3, .lifetime = 60s}, database_};
};

TEST_P(OutboxTest, GivesWhatHasWaitedLongestToOneAlone) {
    add("second", now + 1ms, Language::english);
    add("first");
    const auto first = outbox_.claim(now + 2ms, 5s);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->order.kind, "greeting");
    EXPECT_EQ(first->order.about, "first");
    EXPECT_EQ(first->order.language, Language::korean);
    EXPECT_EQ(first->attempt, 1);
    EXPECT_EQ(first->expires_at, now + 60s);
    const auto second = outbox_.claim(now + 2ms, 5s);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->order.about, "second");
    EXPECT_EQ(second->order.language, Language::english);
    EXPECT_FALSE(outbox_.claim(now + 2ms, 5s));
}

TEST_P(OutboxTest, AClaimThatWasNotKeptIsOverAfterItsLease) {
    add("first");
    ASSERT_TRUE(outbox_.claim(now, 5s));
    EXPECT_FALSE(outbox_.claim(now + 4999ms, 5s));
    const auto again = outbox_.claim(now + 5s, 5s);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->attempt, 2);
}

TEST_P(OutboxTest, WhatIsPostponedWaitsAndWhatIsRemovedIsGone) {
    add("first");
    const auto claimed = outbox_.claim(now, 5s);
    outbox_.postpone(claimed->id, now + 1s);
    EXPECT_FALSE(outbox_.claim(now + 999ms, 5s));
    ASSERT_TRUE(outbox_.claim(now + 1s, 5s));
    EXPECT_EQ(outbox_.count_waiting(), 1);
    outbox_.remove(claimed->id);
    EXPECT_EQ(outbox_.count_waiting(), 0);
    EXPECT_FALSE(outbox_.claim(now + 1h, 5s));
}

TEST_P(OutboxTest, IsBounded) {
    for (int i = 0; i < 3; ++i) add("somebody");
    try {
        add("one too many");
        FAIL() << "it was taken";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::unavailable);
        EXPECT_GT(failure.retry_after_seconds(), 0);
    }
    EXPECT_EQ(outbox_.count_waiting(), 3);
}

INSTANTIATE_TEST_SUITE_P(Kinds, OutboxTest, testing::ValuesIn(database::database_kinds()),
                         [](const auto& parameter) { return parameter.param; });

}  // namespace
}  // namespace trainingzip::mail
