#include "base/config.h"

#include <gtest/gtest.h>

namespace trainingzip {
namespace {

constexpr std::string_view file = R"(
[api]
port = 9101
name = "api"
grace_seconds = 1.5
verbose = false
)";

TEST(Config, ReadsEachKind) {
    ConfigSection section = ConfigFile::parse(file, {}).section("api");
    EXPECT_EQ(section.integer("port", 0, 65535), 9101);
    EXPECT_EQ(section.text("name"), "api");
    EXPECT_EQ(section.seconds("grace_seconds"), std::chrono::milliseconds(1500));
    EXPECT_FALSE(section.flag("verbose"));
    EXPECT_NO_THROW(section.finish());
}

TEST(Config, EnvironmentWins) {
    ConfigSection section =
        ConfigFile::parse(file, {{"TRAININGZIP_API_PORT", "0"}, {"TRAININGZIP_API_VERBOSE", "true"}})
            .section("api");
    EXPECT_EQ(section.integer("port", 0, 65535), 0);
    EXPECT_TRUE(section.flag("verbose"));
}

TEST(Config, EnvironmentMayGiveAFractionForAWholeNumber) {
    ConfigSection section =
        ConfigFile::parse("[api]\nwait_seconds = 5\nport = 1",
                          {{"TRAININGZIP_API_WAIT_SECONDS", "0.2"}, {"TRAININGZIP_API_PORT", "1.5"}})
            .section("api");
    EXPECT_EQ(section.seconds("wait_seconds"), std::chrono::milliseconds(200));
    EXPECT_THROW(section.integer("port", 0, 65535), ConfigError);
}

TEST(Config, TakesWhatAnotherSectionHas) {
    constexpr std::string_view two = "[api]\nurl = \"a\"\n[upload]\nurl = \"[api]\"\n";
    const auto url = [&](std::map<std::string, std::string> environment) {
        ConfigSection section = ConfigFile::parse(two, std::move(environment)).section("upload");
        std::string text = section.text("url");
        section.finish();
        return text;
    };
    EXPECT_EQ(url({}), "a");
    EXPECT_EQ(url({{"TRAININGZIP_API_URL", "b"}}), "b");
    EXPECT_EQ(url({{"TRAININGZIP_API_URL", "b"}, {"TRAININGZIP_UPLOAD_URL", "c"}}), "c");
    EXPECT_THROW(ConfigFile::parse("[a]\nurl = \"[b]\"", {}).section("a"), ConfigError);
    EXPECT_THROW(ConfigFile::parse("[a]\nurl = \"[b]\"\n[b]\nport = 1", {}).section("a"), ConfigError);
}

TEST(Config, RefusesEnvironmentOfTheWrongKind) {
    ConfigSection section = ConfigFile::parse(file, {{"TRAININGZIP_API_PORT", "80x"}}).section("api");
    EXPECT_THROW(section.integer("port", 0, 65535), ConfigError);
}

TEST(Config, RefusesUnknownKeys) {
    ConfigSection section = ConfigFile::parse(file, {}).section("api");
    section.text("name");
    EXPECT_THROW(section.finish(), ConfigError);
}

TEST(Config, RefusesUnknownVariables) {
    ConfigSection section =
        ConfigFile::parse("[api]\nname='x'", {{"TRAININGZIP_API_NAMES", "y"}}).section("api");
    section.text("name");
    EXPECT_THROW(section.finish(), ConfigError);
}

TEST(Config, RefusesMissingKeysSectionsRangesAndSyntax) {
    const ConfigFile parsed = ConfigFile::parse(file, {});
    ConfigSection section = parsed.section("api");
    EXPECT_THROW(section.text("absent"), ConfigError);
    EXPECT_THROW(section.integer("port", 0, 9100), ConfigError);
    EXPECT_THROW(section.text("port"), ConfigError);
    EXPECT_THROW(parsed.section("upload"), ConfigError);
    EXPECT_THROW(ConfigFile::parse("port = 1", {}), ConfigError);
    EXPECT_THROW(ConfigFile::parse("[api]\nport = ", {}), ConfigError);
    EXPECT_THROW(ConfigFile::parse("[api]\nports = [1]", {}), ConfigError);
}

}  // namespace
}  // namespace trainingzip
