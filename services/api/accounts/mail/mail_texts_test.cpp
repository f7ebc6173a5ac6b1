#include "api/accounts/mail/mail_texts.h"

#include <gtest/gtest.h>

namespace trainingzip::api {
namespace {

using namespace std::chrono_literals;

std::string confirmation_for(std::chrono::seconds lifetime, Language language) {
    return confirmation_text({"runner", "https://training.example/confirm-email#x"}, lifetime, language).body;
}

TEST(MailTexts, SayHowLongALinkIsGood) {
    EXPECT_NE(confirmation_for(72h, Language::english).find(" for 3 days."), std::string::npos);
    EXPECT_NE(confirmation_for(1h, Language::english).find(" for 1 hour."), std::string::npos);
    EXPECT_NE(confirmation_for(30min, Language::english).find(" for 30 minutes."), std::string::npos);
    EXPECT_NE(confirmation_for(1s, Language::english).find(" for 1 minute."), std::string::npos);
    EXPECT_NE(confirmation_for(72h, Language::korean).find("3일 동안"), std::string::npos);
    EXPECT_NE(confirmation_for(90min, Language::korean).find("90분 동안"), std::string::npos);
}

TEST(MailTexts, NameEachAccountWithItsLink) {
    const std::vector<AccountLink> accounts = {{"runner", "https://training.example/reset-password#a"},
                                               {"walker", "https://training.example/reset-password#b"}};
    for (const Language language : {Language::korean, Language::english}) {
        const MailText text = reset_text(accounts, 30min, language);
        std::size_t at = 0;
        for (const auto& [login_id, link] : accounts) {
            at = text.body.find(login_id, at);
            ASSERT_NE(at, std::string::npos);
            at = text.body.find("\n" + link + "\n", at);
            ASSERT_NE(at, std::string::npos);
        }
    }
}

TEST(MailTexts, ALinkHasALineOfItsOwn) {
    EXPECT_NE(confirmation_for(1h, Language::korean).find("\nhttps://training.example/confirm-email#x\n"),
              std::string::npos);
}

}  // namespace
}  // namespace trainingzip::api
