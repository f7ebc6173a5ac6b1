#include "api/accounts/successor_seal.h"

#include <gtest/gtest.h>

namespace trainingzip::api {
namespace {

TEST(SuccessorSeal, OpensForTheHolderAlone) {
    const std::string sealed = seal_successor("old id", "next token");
    EXPECT_EQ(open_successor("old id", sealed), "next token");
    EXPECT_EQ(open_successor("other id", sealed), std::nullopt);
    EXPECT_EQ(sealed.find("next token"), std::string::npos);
    EXPECT_NE(seal_successor("old id", "next token"), sealed) << "a fresh nonce each time";
}

TEST(SuccessorSeal, NoticesEveryChange) {
    const std::string sealed = seal_successor("id", "next token");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_EQ(open_successor("id", changed), std::nullopt) << i;
    }
    for (const std::string broken : {"", "AA", "not base64!", "AAAAAAAAAAAAAAAA"}) {
        EXPECT_EQ(open_successor("id", broken), std::nullopt) << broken;
    }
}

}  // namespace
}  // namespace trainingzip::api
