#include "auth/es256.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "auth/key_set.h"
#include "base/encoding.h"

namespace trainingzip::auth {
namespace {

Es256Coordinate coordinate(std::string_view text) {
    const auto bytes = base64url_decode(text);
    Es256Coordinate result{};
    if (bytes && bytes->size() == result.size()) std::copy(bytes->begin(), bytes->end(), result.begin());
    return result;
}

// RFC 7515, appendix A.3.
const Es256Coordinate example_x = coordinate("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");
const Es256Coordinate example_y = coordinate("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
constexpr std::string_view example_text =
    "eyJhbGciOiJFUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
constexpr std::string_view example_signature =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

TEST(Es256, VerifiesTheExampleOfRfc7515) {
    const auto key = Es256PublicKey::from_coordinates(example_x, example_y);
    ASSERT_TRUE(key.has_value());
    auto signature = base64url_decode(example_signature).value();
    EXPECT_TRUE(key->verify(example_text, signature));
    signature[10] ^= 1;
    EXPECT_FALSE(key->verify(example_text, signature));
}

TEST(Es256, SignsWhatItVerifies) {
    const auto key = Es256PrivateKey::generate();
    const auto signature = key.sign("text");
    EXPECT_TRUE(key.public_key().verify("text", signature));
    EXPECT_FALSE(key.public_key().verify("texts", signature));
    EXPECT_FALSE(Es256PrivateKey::generate().public_key().verify("text", signature));
}

TEST(Es256, RefusesSignaturesOfAnotherShape) {
    const auto key = Es256PrivateKey::generate();
    for (const std::size_t size : {0, 1, 63, 65, 72}) {
        EXPECT_FALSE(key.public_key().verify("text", std::vector<std::uint8_t>(size, 1))) << size;
    }
    EXPECT_FALSE(key.public_key().verify("text", std::vector<std::uint8_t>(64, 0))) << "r = s = 0";
}

TEST(Es256, RefusesPointsOffTheCurve) {
    Es256Coordinate off = example_y;
    off.back() ^= 1;
    EXPECT_FALSE(Es256PublicKey::from_coordinates(example_x, off).has_value());
    EXPECT_FALSE(Es256PublicKey::from_coordinates({}, {}).has_value());
}

TEST(Es256, SurvivesPem) {
    const auto key = Es256PrivateKey::generate();
    const auto read = Es256PrivateKey::from_pem(key.to_pem());
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->public_key().thumbprint(), key.public_key().thumbprint());
    EXPECT_FALSE(Es256PrivateKey::from_pem("not a key").has_value());
}

TEST(KeySet, SurvivesJsonAndPassesOverOtherKeys) {
    const auto key = Es256PrivateKey::generate().public_key();
    const std::string text = to_jwks({key});
    const KeySet keys = parse_jwks(text);
    ASSERT_EQ(keys.size(), 1U);
    EXPECT_EQ(keys.begin()->first, key.thumbprint());
    EXPECT_EQ(keys.begin()->second.x(), key.x());

    EXPECT_TRUE(
        parse_jwks(R"({"keys":[{"kty":"oct","k":"AA"},{"kty":"EC","crv":"P-256","x":"AA"},3]})").empty());
    EXPECT_THROW(parse_jwks("{}"), std::runtime_error);
    EXPECT_THROW(parse_jwks("{"), std::runtime_error);
}

}  // namespace
}  // namespace trainingzip::auth
