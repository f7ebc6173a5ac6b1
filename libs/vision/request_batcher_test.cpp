#include "vision/request_batcher.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>

namespace trainingzip::vision {
namespace {

using std::chrono::milliseconds;

/// Gives each row its sum, and remembers how many rows were computed at once.
class Sums {
  public:
    RequestBatcher::Compute compute() {
        return [this](std::span<BatchRequest* const> requests) {
            std::size_t rows = 0;
            for (BatchRequest* request : requests) {
                EXPECT_TRUE(std::equal(request->shape.begin() + 1, request->shape.end(),
                                       requests.front()->shape.begin() + 1, requests.front()->shape.end()));
                rows += request->rows();
                const std::size_t row = request->values.size() / request->rows();
                OwnedTensor sums{{}, {request->shape.front()}};
                for (std::size_t i = 0; i < request->rows(); ++i) {
                    const auto part = request->values.subspan(i * row, row);
                    sums.values.push_back(std::accumulate(part.begin(), part.end(), 0.0F));
                }
                request->outputs.push_back(std::move(sums));
            }
            const std::scoped_lock lock(mutex_);
            batches_.push_back(rows);
        };
    }
    std::vector<std::size_t> batches() const {
        const std::scoped_lock lock(mutex_);
        return batches_;
    }

  private:
    mutable std::mutex mutex_;
    std::vector<std::size_t> batches_;
};

TEST(RequestBatcher, ComputesARequestThatComesAlone) {
    Sums sums;
    RequestBatcher batcher({8, milliseconds(1)}, sums.compute());
    const std::vector<float> values{1, 2, 3};
    const auto outputs = batcher.run(values, {1, 3});
    ASSERT_EQ(outputs.size(), 1u);
    EXPECT_EQ(outputs[0].values, std::vector<float>{6});
    EXPECT_EQ(outputs[0].shape, std::vector<std::int64_t>{1});
}

TEST(RequestBatcher, LetsRequestsOfSeveralThreadsShareABatch) {
    Sums sums;
    // Longer than the test takes: only a full batch ends the wait.
    RequestBatcher batcher({4, std::chrono::seconds(100)}, sums.compute());
    std::vector<std::future<std::vector<OwnedTensor>>> callers;
    callers.reserve(4);
    for (int i = 0; i < 4; ++i) {
        callers.push_back(std::async(std::launch::async, [&batcher, i] {
            const std::vector<float> values{static_cast<float>(i), 10};
            return batcher.run(values, {1, 2});
        }));
    }
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(callers[static_cast<std::size_t>(i)].get()[0].values,
                  std::vector<float>{static_cast<float>(i + 10)});
    EXPECT_EQ(sums.batches(), std::vector<std::size_t>{4});
}

TEST(RequestBatcher, WaitsForOthersUntilItsDeadline) {
    Sums sums;
    RequestBatcher batcher({8, milliseconds(20)}, sums.compute());
    const std::vector<float> values{1};
    const auto began = std::chrono::steady_clock::now();
    batcher.run(values, {1, 1});
    EXPECT_GE(std::chrono::steady_clock::now() - began, milliseconds(20));
}

TEST(RequestBatcher, KeepsRowsOfOtherShapesApart) {
    Sums sums;
    RequestBatcher batcher({8, milliseconds(20)}, sums.compute());
    std::vector<std::future<std::vector<OwnedTensor>>> callers;
    for (std::int64_t width : {1, 2, 1, 2}) {
        callers.push_back(std::async(std::launch::async, [&batcher, width] {
            const std::vector<float> values(static_cast<std::size_t>(width), 1);
            return batcher.run(values, {1, width});
        }));
    }
    const std::vector<float> expected{1, 2, 1, 2};
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(callers[i].get()[0].values[0], expected[i]);
}

TEST(RequestBatcher, ComputesARequestThatIsTooLargeInParts) {
    Sums sums;
    RequestBatcher batcher({4, milliseconds(0)}, sums.compute());
    std::vector<float> values(20);
    std::iota(values.begin(), values.end(), 0.0F);
    const auto outputs = batcher.run(values, {10, 2});
    EXPECT_EQ(outputs[0].shape, std::vector<std::int64_t>{10});
    EXPECT_EQ(outputs[0].values, (std::vector<float>{1, 5, 9, 13, 17, 21, 25, 29, 33, 37}));
    EXPECT_EQ(sums.batches(), (std::vector<std::size_t>{4, 4, 2}));
}

TEST(RequestBatcher, NeverComputesMoreRowsThanFit) {
    Sums sums;
    RequestBatcher batcher({4, milliseconds(20)}, sums.compute());
    std::vector<std::future<std::vector<OwnedTensor>>> callers;
    callers.reserve(6);
    for (int i = 0; i < 6; ++i) {
        callers.push_back(std::async(std::launch::async, [&batcher] {
            const std::vector<float> values(6, 1);
            return batcher.run(values, {3, 2});
        }));
    }
    for (auto& caller : callers) EXPECT_EQ(caller.get()[0].values, std::vector<float>(3, 2));
    EXPECT_EQ(sums.batches(), std::vector<std::size_t>(6, 3));
}

TEST(RequestBatcher, TellsEveryCallerOfAFailureAndGoesOn) {
    std::atomic<bool> fails = true;
    Sums sums;
    RequestBatcher batcher({2, std::chrono::seconds(100)},
                           [&, compute = sums.compute()](std::span<BatchRequest* const> requests) {
                               if (fails.exchange(false)) throw std::runtime_error("no memory");
                               compute(requests);
                           });
    const auto ask = [&] {
        return std::async(std::launch::async, [&batcher] {
            const std::vector<float> values{1};
            return batcher.run(values, {1, 1});
        });
    };
    for (const bool is_broken : {true, false}) {
        auto first = ask();
        auto second = ask();
        for (auto* caller : {&first, &second}) {
            if (is_broken)
                EXPECT_THROW(caller->get(), std::runtime_error);
            else
                EXPECT_EQ(caller->get()[0].values, std::vector<float>{1});
        }
    }
}

TEST(RequestBatcher, RefusesARequestWithoutRows) {
    Sums sums;
    RequestBatcher batcher({2, milliseconds(0)}, sums.compute());
    EXPECT_THROW(batcher.run({}, {0, 3}), std::invalid_argument);
    EXPECT_THROW(batcher.run({}, {}), std::invalid_argument);
}

TEST(RequestBatcher, ServesManyThreadsForLong) {
    Sums sums;
    RequestBatcher batcher({4, std::chrono::microseconds(200)}, sums.compute());
    std::vector<std::jthread> threads;
    std::atomic<int> wrong = 0;
    threads.reserve(8);
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 200; ++i) {
                const std::vector<float> values(static_cast<std::size_t>(thread % 2 + 1),
                                                static_cast<float>(i));
                const auto outputs = batcher.run(values, {1, thread % 2 + 1});
                if (outputs[0].values[0] != static_cast<float>(i * (thread % 2 + 1))) ++wrong;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace trainingzip::vision
