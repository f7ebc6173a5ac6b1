#include "mail/smtp_settings.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

namespace trainingzip::mail {
namespace {

class SmtpSettingsTest : public testing::Test {
  protected:
    SmtpSettingsTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "smtp settings XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        std::ofstream(folder_ / "password") << "secret words\r\nanother line\n";
        values_["mail_server"] = std::string("smtp://mail.example:587");
        values_["mail_password_file"] = (folder_ / "password").string();
    }
    ~SmtpSettingsTest() override { std::filesystem::remove_all(folder_); }

    std::optional<SmtpSettings> load() const {
        ConfigSection section("api", values_, {});
        auto settings = SmtpSettings::load(section);
        section.finish();
        return settings;
    }

    std::filesystem::path folder_;
    std::map<std::string, ConfigSection::Value> values_{
        {"mail_server", std::string()},
        {"mail_starttls", std::string("required")},
        {"mail_user", std::string()},
        {"mail_password_file", std::string()},
        {"mail_ca_file", std::string()},
        {"mail_from", std::string("service@training.example")},
        {"mail_timeout_seconds", std::int64_t{30}}};
};

TEST_F(SmtpSettingsTest, WithoutAServerThereAreNone) {
    values_["mail_server"] = std::string();
    values_["mail_from"] = std::string();
    EXPECT_FALSE(load());
}

TEST_F(SmtpSettingsTest, ThePasswordIsTheFirstLineOfItsFile) {
    values_["mail_user"] = std::string("service");
    EXPECT_EQ(load()->password, "secret words");
    values_["mail_password_file"] = (folder_ / "nothing").string();
    EXPECT_THROW(load(), ConfigError);
    values_["mail_user"] = std::string();
    EXPECT_EQ(load()->password, "");
}

TEST_F(SmtpSettingsTest, NoPasswordIsSentInClear) {
    values_["mail_user"] = std::string("service");
    for (const char* word : {"optional", "never"}) {
        values_["mail_starttls"] = std::string(word);
        EXPECT_THROW(load(), ConfigError) << word;
    }
    values_["mail_server"] = std::string("smtps://mail.example");
    EXPECT_TRUE(load());
}

TEST_F(SmtpSettingsTest, WhatCannotBeMeantIsRefused) {
    for (const char* server : {"mail.example", "http://mail.example", "smtp://", "smtp://a/b", "smtp://:25",
                               "smtp://user@mail.example", "smtp://mail example"}) {
        values_["mail_server"] = std::string(server);
        EXPECT_THROW(load(), ConfigError) << server;
    }
    for (const char* server : {"smtp://[::1]:25", "smtps://mail.example:465", "smtp://127.0.0.1"}) {
        values_["mail_server"] = std::string(server);
        EXPECT_TRUE(load()) << server;
    }
    values_["mail_starttls"] = std::string("perhaps");
    EXPECT_THROW(load(), ConfigError);
    values_["mail_starttls"] = std::string("optional");
    values_["mail_from"] = std::string("Training <service@training.example>");
    EXPECT_THROW(load(), ConfigError);
}

}  // namespace
}  // namespace trainingzip::mail
