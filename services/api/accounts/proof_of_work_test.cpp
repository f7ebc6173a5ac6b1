#include "api/accounts/proof_of_work.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace trainingzip::api {
namespace {

using namespace std::chrono_literals;

class ProofOfWorkTest : public testing::Test {
  protected:
    ProofOfWorkTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "proof-of-work-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~ProofOfWorkTest() override { std::filesystem::remove_all(folder_); }

    auth::SecretKey key(const char* name = "key") const {
        return auth::SecretKey::load_or_make(folder_ / name);
    }
    Challenge make(int bits = 8) const { return make_challenge(key(), "home", bits, now_, 100s); }

    const UtcTime now_{1'800'000'000s};

  private:
    std::filesystem::path folder_;
};

Nonces solve(const Challenge& challenge) {
    Nonces nonces{};
    for (std::size_t puzzle = 0; puzzle < nonces.size(); ++puzzle) {
        while (!is_solved(challenge, puzzle, nonces[puzzle])) ++nonces[puzzle];
    }
    return nonces;
}

TEST_F(ProofOfWorkTest, IsReadAgainByWhomItWasMadeFor) {
    const Challenge made = make();
    const auto read = read_challenge(key(), made.token, "home", now_ + 99s);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->seed, made.seed);
    EXPECT_EQ(read->work_bits, 8);
    EXPECT_EQ(read->expires_at, now_ + 100s);
    EXPECT_EQ(read_challenge(key(), made.token, "school", now_), std::nullopt);
    EXPECT_EQ(read_challenge(key("another"), made.token, "home", now_), std::nullopt);
    EXPECT_EQ(read_challenge(key(), made.token, "home", now_ + 100s), std::nullopt);
    EXPECT_NE(make().seed, made.seed);
}

TEST_F(ProofOfWorkTest, IsNotAnotherByOneCharacter) {
    const std::string token = make().token;
    for (std::size_t i = 0; i < token.size(); ++i) {
        std::string other = token;
        other[i] = other[i] == '1' ? '2' : '1';
        EXPECT_EQ(read_challenge(key(), other, "home", now_), std::nullopt) << i;
        EXPECT_EQ(read_challenge(key(), token.substr(0, i), "home", now_), std::nullopt) << i;
    }
    for (const char* bad : {"", ".", "...", "....."})
        EXPECT_EQ(read_challenge(key(), bad, "home", now_), std::nullopt);
}

TEST_F(ProofOfWorkTest, IsSolvedByAllNumbersTogether) {
    const Challenge challenge = make();
    Nonces nonces = solve(challenge);
    EXPECT_TRUE(is_solved(challenge, nonces));
    while (is_solved(challenge, 15, nonces[15])) ++nonces[15];
    EXPECT_FALSE(is_solved(challenge, nonces));
    EXPECT_FALSE(is_solved(make(20), solve(challenge)));
}

TEST(ProofOfWork, CountsTheZeroBitsOfTheDocumentedText) {
    // Found with hashlib of Python.
    Challenge challenge{{}, "AAAAAAAAAAAAAAAAAAAAAA", 14 + smallest_work_bits, {}};
    EXPECT_TRUE(is_solved(challenge, 3, 3956));
    EXPECT_FALSE(is_solved(challenge, 2, 3956));
    ++challenge.work_bits;
    EXPECT_FALSE(is_solved(challenge, 3, 3956));
}

}  // namespace
}  // namespace trainingzip::api
