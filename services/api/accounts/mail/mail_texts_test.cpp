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

TEST(MailTexts, NoticesSayWhatWasChangedWhenAndWhatToDo) {
    const AccountChange change{"runner", from_unix_milliseconds(1'769'850'307'123),
                               "https://training.example"};
    const auto holds = [](const MailText& text, const char* words) {
        return text.body.find(words) != std::string::npos;
    };
    const MailText korean = password_changed_text(change, Language::korean);
    EXPECT_TRUE(holds(korean, "아이디 runner의 비밀번호가 2026-01-31 18:05(한국 시간)에"));
    EXPECT_TRUE(holds(korean, "\nhttps://training.example/forgotten-password\n"));
    const MailText english = password_changed_text(change, Language::english);
    EXPECT_TRUE(holds(english, "id runner was changed on 2026-01-31 09:05 UTC."));
    EXPECT_TRUE(holds(english, "\nhttps://training.example/forgotten-password\n"));
    EXPECT_TRUE(
        holds(email_changed_text(change, Language::korean), "이메일 주소가 2026-01-31 18:05(한국 시간)에"));
    EXPECT_TRUE(holds(email_changed_text(change, Language::english), "\nhttps://training.example/account\n"));
}

TEST(MailTexts, ALinkHasALineOfItsOwn) {
    EXPECT_NE(confirmation_for(1h, Language::korean).find("\nhttps://training.example/confirm-email#x\n"),
              std::string::npos);
}

}  // namespace
}  // namespace trainingzip::api
