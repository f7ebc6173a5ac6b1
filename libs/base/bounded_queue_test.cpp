#include "base/bounded_queue.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

namespace trainingzip {
namespace {

TEST(BoundedQueue, HandsOverInOrderAndHoldsNoMoreThanItsCapacity) {
    BoundedQueue<int> queue(2);
    std::jthread producer([&] {
        for (int i = 0; i < 1000; ++i) queue.push(i);
        queue.close();
    });
    int expected = 0;
    while (const auto value = queue.pop()) EXPECT_EQ(*value, expected++);
    EXPECT_EQ(expected, 1000);
}

TEST(BoundedQueue, WhatIsInsideCanBeTakenAfterClosing) {
    BoundedQueue<std::unique_ptr<int>> queue(2);
    EXPECT_TRUE(queue.push(std::make_unique<int>(7)));
    queue.close();
    EXPECT_FALSE(queue.push(std::make_unique<int>(8)));
    EXPECT_EQ(**queue.pop(), 7);
    EXPECT_FALSE(queue.pop());
}

TEST(BoundedQueue, ClosingFreesAProducerThatWaits) {
    BoundedQueue<int> queue(1);
    queue.push(1);
    bool taken = true;
    {
        std::jthread producer([&] { taken = queue.push(2); });
        queue.close();
    }
    EXPECT_FALSE(taken);
}

TEST(BoundedQueue, ClosingFreesAConsumerThatWaits) {
    BoundedQueue<int> queue(1);
    std::jthread consumer([&] { EXPECT_FALSE(queue.pop()); });
    queue.close();
}

}  // namespace
}  // namespace trainingzip
