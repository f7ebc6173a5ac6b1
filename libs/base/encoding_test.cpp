#include "base/encoding.h"

#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/ids.h"

namespace trainingzip {
namespace {

TEST(Encoding, Base64urlKnowsTheVectorsOfRfc4648) {
    for (const auto& [plain, encoded] :
         std::initializer_list<std::pair<const char*, const char*>>{{"", ""},
                                                                    {"f", "Zg"},
                                                                    {"fo", "Zm8"},
                                                                    {"foo", "Zm9v"},
                                                                    {"foob", "Zm9vYg"},
                                                                    {"fooba", "Zm9vYmE"}}) {
        EXPECT_EQ(base64url_encode(as_bytes(plain)), encoded);
        const auto decoded = base64url_decode(encoded);
        ASSERT_TRUE(decoded);
        EXPECT_EQ(std::string(decoded->begin(), decoded->end()), plain);
    }
}

TEST(Encoding, Base64urlRefusesWhatNoEncoderMakes) {
    for (const char* text : {"Z", "Zg==", "Zh", "Zm9", "a+b/", "Zm 8", "Zm9v\n"})
        EXPECT_FALSE(base64url_decode(text)) << text;
}

TEST(Encoding, Sha256OfAbc) {
    EXPECT_EQ(hex_encode(sha256(as_bytes("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Encoding, Utf8IsChecked) {
    EXPECT_TRUE(is_valid_utf8("트레이닝 squat \xF0\x9F\x8F\x8B"));
    for (const char* text :
         {"\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80", "\xE0\x80\x80"})
        EXPECT_FALSE(is_valid_utf8(text));
    EXPECT_EQ(count_code_points("트집"), 2U);
}

TEST(Encoding, ConstantTimeComparison) {
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
}

TEST(Ids, AreLongAndDifferent) {
    EXPECT_EQ(new_request_id().size(), 32U);
    EXPECT_NE(new_request_id(), new_request_id());
}

TEST(Clock, WritesBothForms) {
    const UtcTime time = from_unix_milliseconds(784111777012);
    EXPECT_EQ(to_http_date(time), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(to_iso8601(time), "1994-11-06T08:49:37.012Z");
    EXPECT_EQ(to_unix_milliseconds(time), 784111777012);
}

}  // namespace
}  // namespace trainingzip
