#include "incident/request_secrets.h"

#include <gtest/gtest.h>

namespace trainingzip::incident {
namespace {

TEST(RequestSecrets, FindsWhatStandsUnderASecretNameAndMasksItAnywhere) {
    RequestSecrets secrets;
    secrets.add_header("Authorization", "Bearer plum");
    secrets.add_header("Authorization", "Basic dXNlcjphcHJpY290");
    secrets.add_header("Cookie", "session=peach; theme=\"melon\"");
    secrets.add_parameters("/trainings?title=kiwi&access_token=mango%21");
    secrets.add_body("application/json",
                     R"({"a":[{"newPassword":"grape\"s"}],"pin_token":12345,"title":"lemon"})");
    secrets.add_body("application/x-www-form-urlencoded", "pass%77ord=cherry&why=?");
    secrets.add_body("application/json", R"({"password":{"broken":"damson")");
    secrets.add_body("multipart/form-data; boundary=x",
                     "--x\r\nContent-Disposition: form-data; name=\"secret\"\r\n\r\nquince\r\n--x--");
    for (const char* secret : {"plum", "apricot", "peach", "melon", "mango!", "mango%21", "grape\"s",
                               "grape\\\"s", "12345", "cherry", "damson", "quince"}) {
        EXPECT_EQ(secrets.mask_in(std::string("he said ") + secret + " and went"),
                  "he said [masked] and went")
            << secret;
    }
    EXPECT_EQ(secrets.mask_in("kiwi and lemon stay"), "kiwi and lemon stay");
}

TEST(RequestSecrets, LeavesShortValuesAlone) {
    RequestSecrets secrets;
    secrets.add_header("Cookie", "a=1; b=xyz");
    EXPECT_EQ(secrets.mask_in("1 xyz"), "1 xyz");
}

TEST(RequestSecrets, MasksTheLongerOfTwoThatBeginAlike) {
    RequestSecrets secrets;
    secrets.add_parameters("/?token=abcd&password=abcdef");
    EXPECT_EQ(secrets.mask_in("abcdef abcd"), "[masked] [masked]");
}

}  // namespace
}  // namespace trainingzip::incident
