#include "incident/redaction.h"

#include <gtest/gtest.h>

namespace trainingzip::incident {
namespace {

constexpr const char* planted_secret = "hunter2Hunter2";

TEST(Redaction, MasksInEveryKindOfBody) {
    const std::string json = std::string(R"({"id":"kim","password":")") + planted_secret +
                             R"(","deep":[{"accessToken":")" + planted_secret + R"("}]})";
    for (const auto& [type, body] : std::initializer_list<std::pair<std::string, std::string>>{
             {"application/json", json},
             {"application/json", json.substr(0, json.size() - 3)},
             {"application/json", R"({"password":{"deep":[")" + std::string(planted_secret)},
             {"text/plain", "password=" + std::string(planted_secret)},
             {"application/x-www-form-urlencoded", "id=kim&%70assword=" + std::string(planted_secret)},
             {"multipart/form-data; boundary=b",
              "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n" +
                  std::string(planted_secret) + "\r\n--b--"},
             {"", "Authorization: Bearer " + std::string(planted_secret)}}) {
        const std::string shown = redact_body(type, body);
        EXPECT_EQ(shown.find(planted_secret), std::string::npos) << shown;
        EXPECT_FALSE(shown.empty());
    }
}

TEST(Redaction, MasksWhatLooksLikeASecretAnywhere) {
    for (const std::string text :
         {"see Bearer abcdefghij123", "mail kim.minsu@example.co.kr now",
          "https://hooks.slack.com/services/T00/B00/XXXX",
          "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "postgresql://user:pa55@host/db"}) {
        const std::string shown = redact_text(text);
        for (const char* part : {"abcdefghij123", "kim.minsu", "T00/B00", "eyJzdWIiOiIxIn0", "pa55"})
            EXPECT_EQ(shown.find(part), std::string::npos) << shown;
        EXPECT_NE(shown.find(mask), std::string::npos) << shown;
    }
}

TEST(Redaction, MasksBehindASecretNameHoweverItIsWritten) {
    for (const std::string& before :
         std::initializer_list<std::string>{"https://host/x?%70assword=",
                                            "https://host/x?%2570assword=",
                                            "next=%2Fa%3Fpassword%3D",
                                            "x=%7B%22password%22%3A%22",
                                            R"({"\u0070assword":")",
                                            R"({\"password\":\")",
                                            R"({\\\"password\\\":\\\")",
                                            "ticket=",
                                            "pin=",
                                            "X-Auth: ",
                                            "password => ",
                                            "비밀번호: ",
                                            "암호=",
                                            "password: correct horse ",
                                            "Cookie: a=1; b=",
                                            "Set-Cookie: a=1; HttpOnly; b=",
                                            "password=\xff",
                                            "connection failed: host=a password='a ",
                                            R"({"name":"password","value":")",
                                            R"(<input name="password" value=")",
                                            "Content-Disposition: form-data; name=\"password\"\r\n\r\n",
                                            "postgresql://user:pa/",
                                            "hooks.slack.com/services/T00/B00/",
                                            "https%3A%2F%2Fhooks.slack.com%2Fservices%2FT00%2FB00%2F"}) {
        const std::string text =
            before + planted_secret + (before.starts_with("postgresql") ? "@host/name" : "");
        EXPECT_EQ(redact_text(text).find(planted_secret), std::string::npos) << redact_text(text);
        // A log line, a stack trace or a report may hold it in the middle.
        EXPECT_EQ(redact_text("it began\n" + text + "\nand ended").find(planted_secret), std::string::npos)
            << text;
    }
    EXPECT_EQ(redact_text("mail to " + std::string(planted_secret) + "%2540example.org").find(planted_secret),
              std::string::npos);
    EXPECT_EQ(redact_text("<a:token>" + std::string(planted_secret) + "</a:token><b>kept</b>"),
              "<a:token>[masked]</a:token><b>kept</b>");
    EXPECT_EQ(redact_target("/a/%2570assword=" + std::string(planted_secret) +
                            "?pass%77ord%=" + planted_secret + "%zz")
                  .find(planted_secret),
              std::string::npos);
    EXPECT_EQ(redact_body("application/json",
                          R"([{"name":"password","value":")" + std::string(planted_secret) + R"("}])"),
              R"([{"name":"password","value":"[masked]"}])");
    EXPECT_EQ(redact_body("application/json", R"({"deep":"{\"deeper\":\"{\\\"password\\\":\\\")" +
                                                  std::string(planted_secret) + R"(\\\"}\"}"})")
                  .find(planted_secret),
              std::string::npos);
}

TEST(Redaction, LeavesWhatHelpsToUnderstand) {
    EXPECT_EQ(redact_text("no such training 42 in trainings/42/0123456789abcdef0123456789abcdef"),
              "no such training 42 in trainings/42/0123456789abcdef0123456789abcdef");
    EXPECT_EQ(redact_target("/trainings?page=0&sort=title,DESC&token=abc"),
              "/trainings?page=0&sort=title,DESC&token=[masked]");
    EXPECT_EQ(redact_header("Accept-Language", "ko-KR,ko;q=0.9"), "ko-KR,ko;q=0.9");
    EXPECT_EQ(redact_header("Cookie", "a=b"), mask);
    // Masking twice hides no more than once.
    const std::string once =
        redact_text("Cookie: a=b\nAccept: text/html\n\"password\": \"abc\", \"title\": \"d\"");
    EXPECT_EQ(redact_text(once), once);
    EXPECT_NE(once.find("text/html"), std::string::npos);
    EXPECT_NE(once.find("title"), std::string::npos);
}

TEST(Redaction, CutsLongBodiesAndDescribesBinaryOnes) {
    const std::string cut = redact_body("text/plain", std::string(10'000, 'a'));
    EXPECT_LT(cut.size(), longest_reported_body + 100);
    EXPECT_NE(cut.find("10000 bytes"), std::string::npos);
    EXPECT_EQ(redact_body("video/mp4", std::string("\0\1\2", 3)), "[3 bytes of video/mp4]");
    const std::string korean = redact_body("text/plain", [] {
        std::string t;
        while (t.size() < 9'000) t += "가";
        return t;
    }());
    EXPECT_NE(korean.find("[cut;"), std::string::npos);
}

}  // namespace
}  // namespace trainingzip::incident
