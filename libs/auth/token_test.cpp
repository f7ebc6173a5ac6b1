#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <vector>

#include "auth/jwt.h"
#include "auth/key_set.h"
#include "auth/test_support.h"
#include "auth/token_signer.h"
#include "auth/token_verifier.h"
#include "base/encoding.h"

namespace trainingzip::auth {
namespace {

using namespace std::chrono_literals;
namespace json = boost::json;

class TokenTest : public testing::Test {
  protected:
    TokenTest() { write_jwks(jwks_, {key_.public_key()}); }

    TokenVerifier verifier() const { return {jwks_, clock_, 0ms}; }
    json::object claims() const {
        const std::int64_t now = clock_.now().time_since_epoch() / 1s;
        return {{"iss", "trainingzip"},
                {"aud", "trainingzip"},
                {"sub", "7"},
                {"nickName", "n"},
                {"roles", json::array{"ROLE_USER"}},
                {"iat", now},
                {"exp", now + 600}};
    }
    std::optional<ErrorCode> access_code(std::string_view token) const {
        return failure_code([&] { verifier().verify_access(token); });
    }
    std::optional<ErrorCode> access_code(const json::object& claims, std::string_view type = "at+jwt") const {
        return access_code(make_token(key_, type, claims));
    }

    FakeClock clock_;
    TemporaryFolder folder_;
    std::filesystem::path jwks_ = folder_.path() / "public" / "jwks.json";
    Es256PrivateKey key_ = Es256PrivateKey::generate();
    TokenSigner signer_{[this] { return key_; }, 600s, clock_};
    Principal user_{7, "달리기", false, "session"};
};

std::string with_header(std::string_view token, const json::object& header) {
    return base64url_encode(as_bytes(json::serialize(header))) + std::string(token.substr(token.find('.')));
}

TEST_F(TokenTest, GivesBackWhoItWasMadeFor) {
    EXPECT_EQ(verifier().verify_access(signer_.access_token(user_)), user_);
    const Principal admin{8, "admin", true, ""};
    EXPECT_EQ(verifier().verify_access(signer_.access_token(admin)), admin);
}

TEST_F(TokenTest, PlaysOneTrainingWithAMediaTicket) {
    const std::string ticket = signer_.media_ticket(7, "mark", 60s);
    const auto code = [&](std::string_view text, std::int64_t training, std::string_view mark) {
        return failure_code([&] { verifier().verify_media_ticket(text, training, mark); });
    };
    EXPECT_EQ(code(ticket, 7, "mark"), std::nullopt);
    EXPECT_EQ(code(ticket, 8, "mark"), ErrorCode::token_wrong_kind);
    EXPECT_EQ(code(ticket, 7, "another"), ErrorCode::token_wrong_kind);
    EXPECT_EQ(code(signer_.access_token(user_), 7, "mark"), ErrorCode::token_wrong_kind);
    EXPECT_EQ(access_code(ticket), ErrorCode::token_wrong_kind);
    EXPECT_EQ(failure_code([&] { verifier().verify_refresh(ticket); }), ErrorCode::token_wrong_kind);
    clock_.advance(59s);
    EXPECT_EQ(code(ticket, 7, "mark"), std::nullopt);
    clock_.advance(1s);
    EXPECT_EQ(code(ticket, 7, "mark"), ErrorCode::token_expired);
}

TEST_F(TokenTest, CarriesTheClaimsThatClientsRead) {
    const json::object claims = parse_token(signer_.access_token(user_)).claims;
    EXPECT_EQ(claims.at("sub"), "7");
    EXPECT_EQ(claims.at("roles"), (json::array{"ROLE_USER"}));
    EXPECT_EQ(claims.at("nickName"), "달리기");
    EXPECT_EQ(claims.at("exp").as_int64() - claims.at("iat").as_int64(), 600);
}

TEST_F(TokenTest, EndsAtItsLastSecond) {
    const std::string token = signer_.access_token(user_);
    clock_.advance(599s);
    EXPECT_EQ(access_code(token), std::nullopt);
    clock_.advance(1s);
    EXPECT_EQ(access_code(token), ErrorCode::token_expired);
}

TEST_F(TokenTest, WaitsForItsFirstSecond) {
    json::object later = claims();
    later["nbf"] = later.at("iat").as_int64() + 5;
    EXPECT_EQ(access_code(later), ErrorCode::token_expired);
    clock_.advance(5s);
    EXPECT_EQ(access_code(later), std::nullopt);
}

TEST_F(TokenTest, KeepsRefreshAndAccessApart) {
    const std::string refresh = signer_.refresh_token({7, "secret", clock_.now(), clock_.now() + 1h});
    EXPECT_EQ(access_code(refresh), ErrorCode::token_wrong_kind);
    EXPECT_EQ(failure_code([&] { verifier().verify_refresh(signer_.access_token(user_)); }),
              ErrorCode::token_wrong_kind);
    const RefreshClaims read = verifier().verify_refresh(refresh);
    EXPECT_EQ(read.user_id, 7);
    EXPECT_EQ(read.id, "secret");
    EXPECT_EQ(read.expires_at, clock_.now() + 1h);
}

TEST_F(TokenTest, RefusesOtherAlgorithmsAndKeys) {
    const std::string token = signer_.access_token(user_);
    const std::string kid = key_.public_key().thumbprint();
    for (const std::string algorithm : {"none", "None", "HS256", "ES384", "es256", ""}) {
        const json::object header = {{"alg", algorithm}, {"typ", "at+jwt"}, {"kid", kid}};
        EXPECT_EQ(access_code(with_header(token, header)), ErrorCode::token_signature_invalid) << algorithm;
    }
    EXPECT_EQ(access_code(token.substr(0, token.rfind('.') + 1)), ErrorCode::token_signature_invalid);
    const Es256PrivateKey other = Es256PrivateKey::generate();
    EXPECT_EQ(access_code(make_token(other, "at+jwt", claims())), ErrorCode::token_signature_invalid);
    const json::object borrowed = {{"alg", "ES256"}, {"typ", "at+jwt"}, {"kid", kid}};
    EXPECT_EQ(access_code(with_header(make_token(other, "at+jwt", claims()), borrowed)),
              ErrorCode::token_signature_invalid);
}

TEST_F(TokenTest, RefusesAChangedClaim) {
    std::string token = signer_.access_token(user_);
    json::object forged = parse_token(token).claims;
    forged["sub"] = "8";
    const std::size_t first = token.find('.') + 1;
    token.replace(first, token.rfind('.') - first, base64url_encode(as_bytes(json::serialize(forged))));
    EXPECT_EQ(access_code(token), ErrorCode::token_signature_invalid);
}

TEST_F(TokenTest, RefusesOtherTypesIssuersAndAudiences) {
    EXPECT_EQ(access_code(claims()), std::nullopt);
    EXPECT_EQ(access_code(claims(), "JWT"), ErrorCode::token_wrong_kind);
    for (const std::string name : {"iss", "aud"}) {
        json::object changed = claims();
        changed[name] = "elsewhere";
        EXPECT_EQ(access_code(changed), ErrorCode::token_wrong_kind) << name;
    }
    json::object no_role = claims();
    no_role["roles"] = json::array{};
    EXPECT_EQ(access_code(no_role), ErrorCode::token_wrong_kind);
}

TEST_F(TokenTest, CallsMissingAndOddClaimsMalformed) {
    for (const std::string name : {"iss", "aud", "sub", "nickName", "roles", "exp"}) {
        json::object changed = claims();
        changed.erase(name);
        EXPECT_EQ(access_code(changed), ErrorCode::token_malformed) << name;
        changed[name] = nullptr;
        EXPECT_EQ(access_code(changed), ErrorCode::token_malformed) << name;
    }
    for (const json::value& subject : json::array{"0", "-1", "1x", "", 7, "99999999999999999999"}) {
        json::object changed = claims();
        changed["sub"] = subject;
        EXPECT_EQ(access_code(changed), ErrorCode::token_malformed) << json::serialize(subject);
    }
    for (const json::value& time : json::array{-1, 1e300, "1", 9.3e18}) {
        json::object changed = claims();
        changed["exp"] = time;
        EXPECT_EQ(access_code(changed), ErrorCode::token_malformed) << json::serialize(time);
    }
}

TEST_F(TokenTest, CallsASignatureOfOddLengthAWrongOne) {
    const std::string token = signer_.access_token(user_);
    for (const std::string& text : {token + "A", token + "AA", token.substr(0, token.size() - 1)}) {
        EXPECT_EQ(access_code(text), ErrorCode::token_signature_invalid) << text;
    }
}

TEST_F(TokenTest, CallsBrokenTextMalformed) {
    const std::string token = signer_.access_token(user_);
    const std::string deep = base64url_encode(as_bytes(std::string(40, '[')));
    const std::vector<std::string> broken = {"",
                                             "a",
                                             "a.b",
                                             "..",
                                             "...",
                                             token + ".",
                                             token + "=",
                                             " " + token,
                                             std::string(5000, 'a'),
                                             "e30." + deep + ".AA",
                                             "W10.e30.AA"};
    for (const std::string& text : broken) {
        EXPECT_EQ(access_code(text), ErrorCode::token_malformed) << text;
    }
    const json::object critical = {{"alg", "ES256"}, {"typ", "at+jwt"}, {"crit", json::array{"x"}}};
    EXPECT_EQ(access_code(with_header(token, critical)), ErrorCode::token_malformed);
}

TEST_F(TokenTest, LearnsANewKeyFromTheFile) {
    const TokenVerifier running(jwks_, clock_, 0ms);
    running.verify_access(signer_.access_token(user_));
    Es256PrivateKey next = Es256PrivateKey::generate();
    const TokenSigner next_signer([&] { return next; }, 600s, clock_);
    write_jwks(jwks_, {key_.public_key(), next.public_key()});
    EXPECT_EQ(running.verify_access(next_signer.access_token(user_)), user_);
    EXPECT_EQ(running.verify_access(signer_.access_token(user_)), user_);
}

TEST_F(TokenTest, LearnsEachOfManyNewKeysAtOnce) {
    const TokenVerifier running(jwks_, clock_, 1h);
    running.verify_access(signer_.access_token(user_));
    for (int rotation = 0; rotation < 5; ++rotation) {
        Es256PrivateKey next = Es256PrivateKey::generate();
        const TokenSigner next_signer([&] { return next; }, 600s, clock_);
        write_jwks(jwks_, {next.public_key()});
        EXPECT_EQ(running.verify_access(next_signer.access_token(user_)), user_) << rotation;
    }
}

TEST_F(TokenTest, DoesNotReadAnUnchangedFileForEachUnknownKey) {
    Es256PrivateKey next = Es256PrivateKey::generate();
    const std::string token = TokenSigner([&] { return next; }, 600s, clock_).access_token(user_);
    const TokenVerifier patient(jwks_, clock_, 1h);
    const TokenVerifier restless(jwks_, clock_, 0ms);
    patient.verify_access(signer_.access_token(user_));
    restless.verify_access(signer_.access_token(user_));
    // Other keys in what looks like the same file, so that it shows who reads it.
    const auto size = std::filesystem::file_size(jwks_);
    const auto modified = std::filesystem::last_write_time(jwks_);
    std::ofstream(jwks_) << to_jwks({next.public_key()}) << '\n';
    std::filesystem::last_write_time(jwks_, modified);
    ASSERT_EQ(std::filesystem::file_size(jwks_), size);
    EXPECT_EQ(failure_code([&] { patient.verify_access(token); }), ErrorCode::token_signature_invalid);
    EXPECT_EQ(restless.verify_access(token), user_);
}

TEST_F(TokenTest, ForgetsARetiredKeyWhenTold) {
    const TokenVerifier running(jwks_, clock_, 1h);
    const std::string token = signer_.access_token(user_);
    running.verify_access(token);
    write_jwks(jwks_, {Es256PrivateKey::generate().public_key()});
    EXPECT_EQ(running.verify_access(token), user_);
    running.reread();
    EXPECT_EQ(failure_code([&] { running.verify_access(token); }), ErrorCode::token_signature_invalid);
}

TEST_F(TokenTest, WaitsForKeysThatAreNotPublishedYet) {
    const std::string token = signer_.access_token(user_);
    const TokenVerifier running(folder_.path() / "later.json", clock_, 0ms);
    EXPECT_EQ(failure_code([&] { running.verify_access(token); }), ErrorCode::unavailable);
    std::ofstream(folder_.path() / "later.json") << "{";
    EXPECT_EQ(failure_code([&] { running.verify_access(token); }), ErrorCode::unavailable);
    write_jwks(folder_.path() / "later.json", {key_.public_key()});
    EXPECT_EQ(running.verify_access(token), user_);
}

}  // namespace
}  // namespace trainingzip::auth
