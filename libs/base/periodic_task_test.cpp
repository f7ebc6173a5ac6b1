#include "base/periodic_task.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <vector>

namespace trainingzip {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// Generous: a loaded machine may take its time, a task that hangs takes for ever.
constexpr auto long_enough = 20s;

/// Counts to a number and tells when it is reached.
class Countdown {
  public:
    explicit Countdown(int runs) : left_(runs) {}
    void count() {
        if (--left_ == 0) done_.set_value();
    }
    bool wait() { return done_.get_future().wait_for(long_enough) == std::future_status::ready; }

  private:
    std::atomic<int> left_;
    std::promise<void> done_;
};

PeriodicTask::Settings every(std::chrono::milliseconds interval) {
    return {.name = "test", .interval = interval};
}

TEST(PeriodicTask, RunsAtOnceAndThenAgain) {
    Countdown first(1);
    const PeriodicTask rare(every(1h), [&](PeriodicTask::Run&) { first.count(); });
    EXPECT_TRUE(first.wait());

    Countdown several(3);
    const PeriodicTask often(every(1ms), [&](PeriodicTask::Run&) { several.count(); });
    EXPECT_TRUE(several.wait());
}

TEST(PeriodicTask, MayWaitForTheIntervalFirst) {
    constexpr auto interval = 30ms;
    const auto began = Clock::now();
    std::promise<Clock::time_point> ran;
    PeriodicTask::Settings settings = every(interval);
    settings.first_run = PeriodicTask::FirstRun::after_interval;
    const PeriodicTask task(settings, [&](PeriodicTask::Run& run) {
        ran.set_value(Clock::now());
        run.finish();
    });
    auto time = ran.get_future();
    ASSERT_EQ(time.wait_for(long_enough), std::future_status::ready);
    EXPECT_GE(time.get() - began, interval);
}

TEST(PeriodicTask, StopsWithoutWaitingForTheInterval) {
    const auto began = Clock::now();
    std::atomic<int> runs = 0;
    {
        PeriodicTask::Settings settings = every(1h);
        settings.first_run = PeriodicTask::FirstRun::after_interval;
        PeriodicTask task(settings, [&](PeriodicTask::Run&) { ++runs; });
        EXPECT_TRUE(task.stop(long_enough));
    }
    EXPECT_LT(Clock::now() - began, long_enough);
    EXPECT_EQ(runs, 0);
}

TEST(PeriodicTask, ARunLearnsThatItIsToEnd) {
    std::promise<void> began;
    PeriodicTask task(every(1ms), [&](PeriodicTask::Run& run) {
        began.set_value();
        std::promise<void> stopped;
        const std::stop_callback on_stop(run.stop_token(), [&] { stopped.set_value(); });
        stopped.get_future().wait();
    });
    began.get_future().wait();
    EXPECT_TRUE(task.stop(long_enough)) << "the run ended, and there was no other";
}

TEST(PeriodicTask, TellsThatARunGoesOnBeyondTheDeadline) {
    std::promise<void> began;
    std::promise<void> release;
    bool told = false;
    {
        PeriodicTask::Settings settings = every(1ms);
        settings.stop_deadline = 1ms;
        settings.hooks.on_overdue = [&] {
            told = true;
            release.set_value();
        };
        PeriodicTask task(settings, [&](PeriodicTask::Run&) {
            began.set_value();
            release.get_future().wait();
        });
        began.get_future().wait();
        EXPECT_FALSE(task.stop(1ms));
    }
    EXPECT_TRUE(told);
}

TEST(PeriodicTask, GoesOnAfterAnException) {
    Countdown runs(3);
    std::vector<std::string> told;
    {
        PeriodicTask::Settings settings = every(1ms);
        settings.hooks.on_error = [&](std::string_view what) {
            told.emplace_back(what);
            runs.count();
        };
        const PeriodicTask task(settings, [&](PeriodicTask::Run& run) {
            if (told.size() == 2) run.finish();
            if (told.size() == 1) throw 7;
            throw std::runtime_error("away");
        });
        EXPECT_TRUE(runs.wait());
    }
    EXPECT_EQ(told, (std::vector<std::string>{"away", "not a std::exception", "away"}));
}

TEST(PeriodicTask, RunsDoNotOverlap) {
    std::atomic<int> running = 0;
    std::atomic<bool> overlapped = false;
    Countdown runs(20);
    const PeriodicTask task(every(0ms), [&](PeriodicTask::Run& run) {
        if (++running > 1) overlapped = true;
        std::this_thread::sleep_for(1ms);
        --running;
        run.set_next(0ms);
        runs.count();
    });
    EXPECT_TRUE(runs.wait());
    EXPECT_FALSE(overlapped);
}

TEST(PeriodicTask, AWorkChoosesWhenToRunNext) {
    Countdown runs(3);
    const PeriodicTask task(every(1h), [&](PeriodicTask::Run& run) {
        run.set_next(1ms);
        runs.count();
    });
    EXPECT_TRUE(runs.wait());
}

TEST(PeriodicTask, KeepsWhatSurroundsARunUntilItIsOver) {
    std::atomic<int> held = 0;
    std::promise<int> seen;
    PeriodicTask::Settings settings = every(1h);
    settings.hooks.around_run = [&] {
        ++held;
        return std::shared_ptr<void>(nullptr, [&](void*) { --held; });
    };
    {
        const PeriodicTask task(settings, [&](PeriodicTask::Run&) { seen.set_value(held); });
        EXPECT_EQ(seen.get_future().get(), 1);
    }
    EXPECT_EQ(held, 0);
}

}  // namespace
}  // namespace trainingzip
