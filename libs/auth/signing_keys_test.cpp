#include "auth/signing_keys.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "auth/key_set.h"
#include "auth/test_support.h"
#include "auth/token_signer.h"
#include "auth/token_verifier.h"
#include "base/config.h"

namespace trainingzip::auth {
namespace {

using namespace std::chrono_literals;

class SigningKeysTest : public testing::Test {
  protected:
    SigningKeys open() const { return {{file_, jwks_, 90 * 24h, 168h}, clock_}; }
    TokenVerifier verifier() const { return {jwks_, clock_, 0ms}; }
    std::string read(const std::filesystem::path& path) const {
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        return text.str();
    }
    std::string refresh_token(const SigningKeys& keys) const {
        const TokenSigner signer([&] { return keys.current(); }, 600s, clock_);
        return signer.refresh_token({7, "id", clock_.now(), clock_.now() + 168h});
    }

    FakeClock clock_;
    TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "secrets" / "signing_key.pem";
    std::filesystem::path jwks_ = folder_.path() / "public" / "jwks.json";
};

TEST_F(SigningKeysTest, PublishesTheNextKeyBeforeItSigns) {
    SigningKeys keys = open();
    EXPECT_EQ(parse_jwks(read(jwks_)).size(), 2U);
    struct stat status {};
    ASSERT_EQ(::stat(file_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    EXPECT_EQ(read(jwks_).find("\"d\""), std::string::npos);
    const std::string next = keys.states()[1].id;
    EXPECT_TRUE(keys.states()[0].signs_now);
    EXPECT_FALSE(keys.maintain()) << "nothing to do yet";
    clock_.advance(90 * 24h);
    EXPECT_EQ(keys.current().public_key().thumbprint(), next) << "it signs by the clock alone";
    EXPECT_TRUE(keys.maintain());
    EXPECT_EQ(parse_jwks(read(jwks_)).size(), 3U) << "previous, current, next";
}

TEST_F(SigningKeysTest, TokensOutliveTheRotationByTheirWholeLifeAndNoLonger) {
    SigningKeys keys = open();
    const std::string token = refresh_token(keys);
    const std::string first = keys.states()[0].id;
    keys.rotate();
    EXPECT_NE(keys.current().public_key().thumbprint(), first);
    EXPECT_EQ(verifier().verify_refresh(token).user_id, 7);
    EXPECT_EQ(verifier().verify_refresh(refresh_token(keys)).user_id, 7);
    clock_.advance(168h - 1s);
    keys.maintain();
    EXPECT_EQ(verifier().verify_refresh(token).user_id, 7);
    clock_.advance(2s);
    EXPECT_TRUE(keys.maintain());
    EXPECT_EQ(failure_code([&] { verifier().verify_refresh(token); }), ErrorCode::token_signature_invalid);
}

TEST_F(SigningKeysTest, ARetiredKeyEndsAtOnce) {
    SigningKeys keys = open();
    const std::string token = refresh_token(keys);
    const std::string first = keys.states()[0].id;
    EXPECT_EQ(failure_code([&] { keys.retire(first); }), ErrorCode::signing_key_in_use);
    EXPECT_EQ(failure_code([&] { keys.retire("../x"); }), ErrorCode::signing_key_not_found);
    keys.rotate();
    keys.retire(first);
    EXPECT_EQ(failure_code([&] { verifier().verify_refresh(token); }), ErrorCode::token_signature_invalid);
    EXPECT_EQ(read(file_).find(first), std::string::npos);
}

TEST_F(SigningKeysTest, AreTheSameAfterARestart) {
    std::string current;
    {
        SigningKeys keys = open();
        keys.rotate();
        current = keys.current().public_key().thumbprint();
    }
    SigningKeys again = open();
    EXPECT_EQ(again.current().public_key().thumbprint(), current);
    EXPECT_EQ(again.states().size(), 3U);
}

TEST_F(SigningKeysTest, TakesAFileWithOneKeyAndNoTime) {
    const Es256PrivateKey key = Es256PrivateKey::generate();
    std::filesystem::create_directories(file_.parent_path());
    std::ofstream(file_) << key.to_pem();
    SigningKeys keys = open();
    EXPECT_EQ(keys.current().public_key().thumbprint(), key.public_key().thumbprint());
    EXPECT_EQ(keys.states().size(), 2U);
}

TEST_F(SigningKeysTest, RefusesWhatIsNotAListOfKeys) {
    std::filesystem::create_directories(file_.parent_path());
    const std::string pem = Es256PrivateKey::generate().to_pem();
    for (const std::string& text : {std::string("nonsense"), std::string(" \n"), pem + "more",
                                    "Signs-From: never\n" + pem, "Signs-From: 99999999999999\n" + pem}) {
        std::ofstream(file_) << text;
        EXPECT_THROW(open(), ConfigError) << text;
    }
}

TEST_F(SigningKeysTest, KeepsABoundedNumber) {
    SigningKeys keys = open();
    std::optional<ErrorCode> refused;
    int rotations = 0;
    while (!refused && rotations < 100) {
        refused = failure_code([&] { keys.rotate(); });
        ++rotations;
    }
    EXPECT_EQ(refused, ErrorCode::signing_key_in_use);
    EXPECT_LE(keys.states().size(), 16U);
    EXPECT_EQ(open().states().size(), keys.states().size());
}

}  // namespace
}  // namespace trainingzip::auth
