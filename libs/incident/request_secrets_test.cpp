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

TEST(RequestSecrets, FindsThemHoweverTheirNameIsWritten) {
    const std::string type = "Multipart/Form-Data; boundary=x";
    for (const char* name :
         {"name=\"password\"", "name=password", "name = 'password'", "NAME=\"password\"",
          "name*=UTF-8''pass%77ord", "filename=\"x\"; name=\"password\"", "name=\"a\\\"password\""}) {
        for (const char* line : {"\r\n", "\n"}) {
            for (const char* end : {"", "\r\n--x--", "\n--x--"}) {
                RequestSecrets secrets;
                secrets.add_body(type, std::string("--x") + line + "Content-Disposition: form-data; " + name +
                                           line + line + "quince" + end);
                EXPECT_EQ(secrets.mask_in("a quince"), "a [masked]") << name << end;
            }
        }
    }
    RequestSecrets secrets;
    secrets.add_header("Referer", "https://host/path?%2570assword=damson");
    secrets.add_parameters("/?ticket=mango%2521");
    secrets.add_parameters("/?auth=k%40#=y:n auth=k9#=y:trainings/7?E-Mail=lychee");
    secrets.add_body("Application/X-WWW-Form-Urlencoded", "pass%77ord=cherry");
    secrets.add_body("application/json", R"({"\u0070assword":"papaya")");
    secrets.add_body("application/json", R"({"payload":"{\"password\":\"grape\"}"})");
    for (const char* secret :
         {"damson", "mango!", "mango%21", "mango%2521", "cherry", "papaya", "grape", "lychee"})
        EXPECT_EQ(secrets.mask_in(secret), "[masked]") << secret;
}

TEST(RequestSecrets, FindsTheLastOfManyNamesInARow) {
    std::string body;
    for (int i = 0; i < 10'000; ++i) body += "token=";
    RequestSecrets secrets;
    secrets.add_body("text/plain", body + "rambutan");
    EXPECT_EQ(secrets.mask_in("a rambutan"), "a [masked]");
}

TEST(RequestSecrets, LeavesShortValuesAlone) {
    RequestSecrets secrets;
    secrets.add_header("Cookie", "a=1; b=xyz");
    EXPECT_EQ(secrets.mask_in("1 xyz"), "1 xyz");
}

TEST(RequestSecrets, LeavesWordsThatTellOfASecret) {
    RequestSecrets secrets;
    secrets.add_parameters("/?token=Bearer&pwd=PASSWORD");
    EXPECT_EQ(secrets.mask_in("Bearer plum password=plum"), "Bearer plum password=plum");
}

TEST(RequestSecrets, MasksTheLongerOfTwoThatBeginAlike) {
    RequestSecrets secrets;
    secrets.add_parameters("/?token=abcd&password=abcdef");
    EXPECT_EQ(secrets.mask_in("abcdef abcd"), "[masked] [masked]");
}

}  // namespace
}  // namespace trainingzip::incident
