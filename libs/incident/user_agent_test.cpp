#include "incident/user_agent.h"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

namespace trainingzip::incident {
namespace {

const std::filesystem::path uap_core = "/usr/share/uap-core";

const UserAgentParser& parser() {
    static const UserAgentParser shared(uap_core / "regexes.yaml");
    return shared;
}

TEST(UserAgent, ReadsACommonPhone) {
    const UserAgent agent = parser().parse(
        "Mozilla/5.0 (Linux; Android 14; SM-S928N) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/126.0.6478.71 Mobile Safari/537.36");
    EXPECT_EQ(agent.device_type, "Mobile");
    EXPECT_EQ(agent.os, "Android 14");
    EXPECT_EQ(agent.browser, "Chrome Mobile");
    EXPECT_EQ(agent.browser_version, "126.0.6478");
    EXPECT_EQ(agent.rendering_engine, "Blink");
    EXPECT_EQ(agent.browser_type, "Mobile browser");
    EXPECT_EQ(agent.manufacturer, "Samsung");
}

TEST(UserAgent, ReadsAComputerATabletARobotAndATool) {
    EXPECT_EQ(parser()
                  .parse("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0")
                  .device_type,
              "Computer");
    EXPECT_EQ(parser()
                  .parse("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
                         "Gecko) Version/17.5 Mobile/15E148 Safari/604.1")
                  .manufacturer,
              "Apple");
    EXPECT_EQ(parser()
                  .parse("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
                  .browser_type,
              "Robot");
    EXPECT_EQ(parser().parse("curl/7.88.1").browser_type, "Tool");
    EXPECT_EQ(parser().parse("").browser, "Other");
    EXPECT_EQ(parser().parse(std::string(100'000, 'a')).browser, "Other");
}

TEST(UserAgent, AgreesWithTheCasesOfUapCore) {
    ASSERT_EQ(parser().patterns_left_out(), 0U);
    int cases = 0;
    for (const YAML::Node& entry :
         YAML::LoadFile((uap_core / "tests" / "test_ua.yaml").string())["test_cases"]) {
        const auto header = entry["user_agent_string"].as<std::string>();
        EXPECT_EQ(parser().parse(header).browser, entry["family"].as<std::string>()) << header;
        ++cases;
    }
    EXPECT_GT(cases, 100);
}

}  // namespace
}  // namespace trainingzip::incident
