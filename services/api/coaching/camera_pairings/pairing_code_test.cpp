#include "api/coaching/camera_pairings/pairing_code.h"

#include <gtest/gtest.h>

#include <set>

namespace trainingzip::api {
namespace {

TEST(PairingCode, has_only_characters_that_nobody_mistakes) {
    std::set<char> seen;
    const std::string code = random_code(4000);
    seen.insert(code.begin(), code.end());
    EXPECT_EQ(std::string(seen.begin(), seen.end()), "0123456789ABCDEFGHJKMNPQRSTVWXYZ");
}

TEST(PairingCode, has_the_length_asked_for_and_is_another_each_time) {
    std::set<std::string> codes;
    for (int count = 0; count < 1000; ++count) codes.insert(random_code(8));
    EXPECT_EQ(codes.size(), 1000U);
    EXPECT_EQ(codes.begin()->size(), 8U);
}

TEST(PairingCode, is_told_from_other_texts) {
    EXPECT_TRUE(is_code(random_code(4), 4));
    for (const char* text : {"", "K7M", "K7M3X", "k7m3", "K7MU", "K 7M", "\xf0\x9f\x98\x80"}) {
        EXPECT_FALSE(is_code(text, 4)) << text;
    }
}

}  // namespace
}  // namespace trainingzip::api
