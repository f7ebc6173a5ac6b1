#include "mail/message.h"

#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>
#include <string>

namespace trainingzip::mail {
namespace {

const Envelope envelope{"service@training.example", "0123abcd",
                        UtcTime(std::chrono::milliseconds(1769850307012))};

std::string encoded(const std::string& to, const std::string& subject, const std::string& text,
                    Language language = Language::english) {
    return encode({to, subject, text, language}, envelope);
}

TEST(Message, IsWrittenWithItsHeadersAndABodyInBase64) {
    EXPECT_EQ(encoded("runner@example.org", "Set a new password", "Hello\n"),
              "Date: Sat, 31 Jan 2026 09:05:07 +0000\r\n"
              "From: \"Training.zip\" <service@training.example>\r\n"
              "To: <runner@example.org>\r\n"
              "Subject: Set a new password\r\n"
              "Message-ID: <0123abcd@training.example>\r\n"
              "Auto-Submitted: auto-generated\r\n"
              "MIME-Version: 1.0\r\n"
              "Content-Type: text/plain; charset=utf-8\r\n"
              "Content-Transfer-Encoding: base64\r\n"
              "Content-Language: en\r\n"
              "\r\n"
              "SGVsbG8NCg==\r\n");
}

TEST(Message, KoreanSubjectsAreEncodedWordsOfWholeCharactersInShortLines) {
    const std::string mail =
        encoded("a@b.example", "비밀번호를 새로 정해 주세요. 이 제목은 한 줄에 들어가지 않습니다.", "x",
                Language::korean);
    const std::size_t begin = mail.find("Subject: ");
    EXPECT_TRUE(mail.substr(begin).starts_with(
        "Subject: =?UTF-8?B?67mE67CA67KI7Zi466W8IOyDiOuhnCDsoJXtlbQg7KO87IS47JqU?=\r\n =?UTF-8?B?"))
        << mail;
    std::istringstream lines(mail);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 77U) << line;
    EXPECT_NE(mail.find("Content-Language: ko\r\n"), std::string::npos);
}

TEST(Message, WhatLooksEncodedIsEncoded) {
    const std::string mail = encoded("a@b.example", "=?UTF-8?B?QQ==?=", "x");
    EXPECT_NE(mail.find("Subject: =?UTF-8?B?PT9VVEYtOD9CP1FRPT0/PQ==?=\r\n"), std::string::npos) << mail;
}

TEST(Message, NoLineOfTheTextIsLong) {
    const std::string mail = encoded("a@b.example", "s", std::string(5000, 'a') + "\n.\n");
    std::istringstream lines(mail);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 77U);
}

TEST(Message, LinesOfTheTextEndAsInMail) {
    EXPECT_TRUE(encoded("a@b.example", "s", "a\nb").ends_with("\r\n\r\nYQ0KYg==\r\n"));
    EXPECT_TRUE(encoded("a@b.example", "s", "a\r\nb").ends_with("\r\n\r\nYQ0KYg==\r\n"));
}

TEST(Message, NothingInItAddsAHeader) {
    for (const char* to : {"a@b.example\r\nBcc: c@d.example", "a@b.example\n", "a@b.example, c@d.example",
                           "<a@b.example>", "\"a b\"@b.example", "a@b@c.example", "a", "@b.example", "a@", "",
                           "a@b.example\x7f", "\xff@b.example"}) {
        EXPECT_FALSE(is_mail_address(to)) << to;
        EXPECT_THROW(encoded(to, "s", "x"), std::invalid_argument) << to;
    }
    for (const char* subject : {"s\r\nBcc: c@d.example", "s\nt", "s\rt", "s\tt", "\xff"}) {
        EXPECT_THROW(encoded("a@b.example", subject, "x"), std::invalid_argument) << subject;
    }
    EXPECT_THROW(encoded("a@b.example", "s", "\xff"), std::invalid_argument);
}

TEST(Message, AddressesOfOtherScriptsAreAddresses) {
    EXPECT_TRUE(is_mail_address("달리기@예시.한국"));
    EXPECT_TRUE(is_mail_address("first.last+tag@example.org"));
}

}  // namespace
}  // namespace trainingzip::mail
