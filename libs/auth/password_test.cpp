#include "auth/password.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <limits>
#include <thread>

#include "base/error.h"

namespace trainingzip::auth {
namespace {

// The least that argon2 allows, since these tests are about the rules and not about the cost.
const PasswordSettings cheap{64, 1, 1};

TEST(Password, MatchesItselfAlone) {
    const PasswordHasher hasher(cheap);
    const std::string hash = hasher.hash("correct horse 말");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$")) << hash;
    EXPECT_TRUE(hasher.verify(hash, "correct horse 말"));
    for (const std::string wrong : {"", "correct horse", "correct horse 말 ", "Correct horse 말"}) {
        EXPECT_FALSE(hasher.verify(hash, wrong)) << wrong;
    }
}

TEST(Password, IsComparedToItsLastByte) {
    const PasswordHasher hasher(cheap);
    const std::string longest(512, 'a');
    const std::string hash = hasher.hash(longest);
    EXPECT_TRUE(hasher.verify(hash, longest));
    EXPECT_FALSE(hasher.verify(hash, longest.substr(1)));
    EXPECT_FALSE(hasher.verify(hasher.hash(std::string("a\0b", 3)), std::string("a\0c", 3)));
}

TEST(Password, HasAnotherSaltEachTime) {
    const PasswordHasher hasher(cheap);
    EXPECT_NE(hasher.hash("same"), hasher.hash("same"));
}

TEST(Password, MatchesNothingAgainstABrokenHash) {
    const PasswordHasher hasher(cheap);
    for (const std::string broken : {"", "x", "$argon2id$", "$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA"}) {
        EXPECT_FALSE(hasher.verify(broken, "x")) << broken;
        EXPECT_TRUE(hasher.needs_rehash(broken));
    }
}

TEST(Password, KnowsHashesOfAnotherCost) {
    const PasswordHasher old(cheap);
    const PasswordHasher today(PasswordSettings{128, 1, 1});
    const std::string hash = old.hash("secret");
    EXPECT_TRUE(today.verify(hash, "secret"));
    EXPECT_TRUE(today.needs_rehash(hash));
    EXPECT_FALSE(today.needs_rehash(today.hash("secret")));
}

TEST(Password, TakesAsLongForNobody) {
    const PasswordHasher hasher(PasswordSettings{16'384, 2, 1});
    const std::string hash = hasher.hash("secret");
    // Of the processor: other programs may take it away for any time.
    const auto shortest_of_three = [](const auto& action) {
        std::clock_t shortest = std::numeric_limits<std::clock_t>::max();
        for (int i = 0; i < 3; ++i) {
            const std::clock_t start = std::clock();
            action();
            shortest = std::min(shortest, std::clock() - start);
        }
        return shortest;
    };
    const auto real = shortest_of_three([&] { EXPECT_FALSE(hasher.verify(hash, "wrong")); });
    const auto nobody = shortest_of_three([&] { hasher.verify_dummy("wrong"); });
    EXPECT_GT(nobody, real / 3);
    EXPECT_LT(nobody, real * 3);
}

TEST(Password, IsHashedForNobodyToo) {
    const PasswordHasher hasher(cheap);
    const std::string hash = hasher.hash("secret");
    const std::uint64_t before = hasher.computed();
    hasher.verify(hash, "wrong");
    EXPECT_EQ(hasher.computed(), before + 1);
    hasher.verify_dummy("wrong");
    EXPECT_EQ(hasher.computed(), before + 2);
}

TEST(Password, WaitsForItsTurnAndNotForEver) {
    PasswordSettings settings{32'768, 4, 1};
    settings.at_once = 1;
    settings.wait = std::chrono::milliseconds(1);
    const PasswordHasher hasher(settings);
    const std::uint64_t before = hasher.computed();
    std::jthread other([&] { hasher.hash("slow"); });
    while (hasher.computed() == before) std::this_thread::yield();
    try {
        hasher.hash("one too many");
        ADD_FAILURE() << "two at once";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::unavailable);
        EXPECT_GT(failure.retry_after_seconds(), 0);
    }
    other.join();
    EXPECT_NO_THROW(hasher.hash("after it"));
}

}  // namespace
}  // namespace trainingzip::auth
