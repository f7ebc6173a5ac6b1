#include "metrics/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace trainingzip::metrics {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Metrics, ThePageHoldsNamesHelpLabelsAndValues) {
    const Metrics metrics = Metrics::create();
    metrics.counter("calls_total", "Calls.", {{"route", "/a/{id}"}, {"status", "404"}}).add(7);
    metrics.gauge("queue_length", "Waiting.").set(3);
    const Histogram seconds = metrics.histogram("call_seconds", "Time.", {0.1, 1});
    for (const double value : {0.05, 0.1, 0.5, 20.0}) seconds.observe(value);
    const std::string page = metrics.page();
    EXPECT_THAT(page, HasSubstr("# HELP calls_total Calls.\n# TYPE calls_total counter\n"
                                "calls_total{route=\"/a/{id}\",status=\"404\"} 7\n"));
    EXPECT_THAT(page, HasSubstr("# TYPE queue_length gauge\nqueue_length 3\n"));
    EXPECT_THAT(page, HasSubstr("call_seconds_count 4\n"));
    EXPECT_THAT(page, HasSubstr("call_seconds_bucket{le=\"0.1\"} 2\n"));
    EXPECT_THAT(page, HasSubstr("call_seconds_bucket{le=\"1\"} 3\n"));
    EXPECT_THAT(page, HasSubstr("call_seconds_bucket{le=\"+Inf\"} 4\n"));
}

TEST(Metrics, TheSameNameAndLabelsAreTheSameMetric) {
    const Metrics metrics = Metrics::create();
    metrics.counter("calls_total", "Calls.", {{"kind", "a"}}).add();
    metrics.counter("calls_total", "Calls.", {{"kind", "a"}}).add();
    metrics.counter("calls_total", "Calls.", {{"kind", "b"}}).add();
    EXPECT_THAT(metrics.page(), HasSubstr("calls_total{kind=\"a\"} 2\n"));
    EXPECT_THAT(metrics.page(), HasSubstr("calls_total{kind=\"b\"} 1\n"));
}

TEST(Metrics, AnotherKindOrANameThatCannotBeIsRefused) {
    const Metrics metrics = Metrics::create();
    metrics.counter("calls_total", "Calls.");
    EXPECT_THROW(metrics.gauge("calls_total", "Calls."), std::invalid_argument);
    EXPECT_THROW(metrics.counter("calls total", "Calls."), std::invalid_argument);
}

TEST(Metrics, ALabelCannotForgeALine) {
    const Metrics metrics = Metrics::create();
    metrics.counter("calls_total", "Calls.", {{"route", "a\"} 1\nforged_total 5\\"}}).add();
    EXPECT_THAT(metrics.page(), HasSubstr("calls_total{route=\"a\\\"} 1\\nforged_total 5\\\\\"} 1\n"));
    EXPECT_THAT(metrics.page(), Not(HasSubstr("\nforged_total")));
}

TEST(Metrics, ANegativeAmountLeavesACounterAsItIs) {
    const Metrics metrics = Metrics::create();
    const Counter counter = metrics.counter("calls_total", "Calls.");
    counter.add(2);
    counter.add(-1);
    EXPECT_THAT(metrics.page(), HasSubstr("calls_total 2\n"));
}

TEST(Metrics, WithoutARegistryNothingHappens) {
    const Metrics metrics;
    EXPECT_FALSE(metrics.enabled());
    metrics.counter("calls_total", "Calls.").add();
    metrics.gauge("queue_length", "Waiting.").set(1);
    metrics.histogram("call_seconds", "Time.", {1}).observe(1);
    metrics.before_scrape([] { FAIL(); });
    EXPECT_EQ(metrics.page(), "");
}

TEST(Metrics, AHandleOutlivesTheMetricsThatItCameFrom) {
    Counter counter;
    {
        const Metrics metrics = Metrics::create();
        counter = metrics.counter("calls_total", "Calls.");
    }
    counter.add();
}

TEST(Metrics, UpdatesBeforeEachScrape) {
    const Metrics metrics = Metrics::create();
    int updates = 0;
    const Gauge gauge = metrics.gauge("updates", "Updates.");
    metrics.before_scrape([&] { gauge.set(++updates); });
    EXPECT_THAT(metrics.page(), HasSubstr("updates 1\n"));
    EXPECT_THAT(metrics.page(), HasSubstr("updates 2\n"));
}

TEST(Metrics, CountedIsThereAsLongAsItLives) {
    const Metrics metrics = Metrics::create();
    const Gauge gauge = metrics.gauge("in_flight", "In flight.");
    {
        const Counted first(gauge);
        const Counted second(gauge);
        EXPECT_THAT(metrics.page(), HasSubstr("in_flight 2\n"));
    }
    EXPECT_THAT(metrics.page(), HasSubstr("in_flight 0\n"));
}

TEST(Metrics, NothingIsLostBetweenThreads) {
    constexpr int threads = 8;
    constexpr int rounds = 20'000;
    const Metrics metrics = Metrics::create();
    {
        std::vector<std::jthread> running;
        running.reserve(threads);
        for (int thread = 0; thread < threads; ++thread) {
            running.emplace_back([&metrics] {
                const Counter counter = metrics.counter("calls_total", "Calls.", {{"kind", "a"}});
                const Gauge gauge = metrics.gauge("in_flight", "In flight.");
                const Histogram seconds = metrics.histogram("call_seconds", "Time.", {0.1, 1});
                for (int round = 0; round < rounds; ++round) {
                    const Counted counted(gauge);
                    counter.add();
                    seconds.observe(round % 2 == 0 ? 0.0625 : 0.5);
                    if (round % 5'000 == 0) {
                        EXPECT_THAT(metrics.page(), HasSubstr("calls_total"));
                    }
                }
            });
        }
    }
    const std::string page = metrics.page();
    EXPECT_THAT(page, HasSubstr("calls_total{kind=\"a\"} 160000\n"));
    EXPECT_THAT(page, HasSubstr("in_flight 0\n"));
    EXPECT_THAT(page, HasSubstr("call_seconds_bucket{le=\"0.1\"} 80000\n"));
    EXPECT_THAT(page, HasSubstr("call_seconds_count 160000\n"));
    EXPECT_THAT(page, HasSubstr("call_seconds_sum 45000\n"));
}

}  // namespace
}  // namespace trainingzip::metrics
