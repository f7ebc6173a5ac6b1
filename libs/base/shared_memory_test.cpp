#include "base/shared_memory.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <system_error>

namespace trainingzip {
namespace {

TEST(SharedMemory, IsTheSameForBoth) {
    const SharedMemory ours(10'000);
    const SharedMemory theirs(dup(ours.descriptor()), 10'000);
    EXPECT_EQ(theirs.bytes()[9'999], 0);
    ours.bytes()[9'999] = 7;
    EXPECT_EQ(theirs.bytes()[9'999], 7);
}

TEST(SharedMemory, CannotBeTakenAwayByTheOther) {
    const SharedMemory ours(10'000);
    EXPECT_EQ(ftruncate(ours.descriptor(), 0), -1);
    EXPECT_EQ(ftruncate(ours.descriptor(), 20'000), -1);
}

TEST(SharedMemory, IsNotTakenWhenThereIsLessThanSaid) {
    const SharedMemory ours(10'000);
    EXPECT_THROW(SharedMemory(dup(ours.descriptor()), 1'000'000), std::system_error);
    EXPECT_THROW(SharedMemory(-1, 1), std::system_error);
}

}  // namespace
}  // namespace trainingzip
