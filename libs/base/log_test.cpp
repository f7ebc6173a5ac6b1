#include "base/log.h"

#include <gtest/gtest.h>

#include <sstream>

namespace trainingzip {
namespace {

TEST(Log, WritesOneJsonLineAnEvent) {
    std::ostringstream stream;
    const Logger logger("api", LogLevel::info, stream);
    logger.info("request", {{"route", "/a"}, {"status", 200}, {"seconds", 0.25}, {"ok", true}});
    const std::string line = stream.str();
    EXPECT_NE(
        line.find(
            R"("level":"info","server":"api","event":"request","route":"/a","status":200,"seconds":0.25,"ok":true})"),
        std::string::npos)
        << line;
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
}

TEST(Log, ClientTextCannotForgeALine) {
    std::ostringstream stream;
    Logger("api", LogLevel::info, stream).info("request", {{"path", "/\r\n{\"level\":\"error\"}\xFF"}});
    const std::string line = stream.str();
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    EXPECT_NE(line.find(R"(\u000d\u000a{\"level\":\"error\"}\ufffd)"), std::string::npos) << line;
}

TEST(Log, DropsLinesBelowTheLevel) {
    std::ostringstream stream;
    Logger("api", LogLevel::warning, stream).info("quiet");
    EXPECT_TRUE(stream.str().empty());
}

TEST(Log, RefusesUnknownLevels) {
    EXPECT_EQ(parse_log_level("warning"), LogLevel::warning);
    EXPECT_THROW(parse_log_level("loud"), std::invalid_argument);
}

}  // namespace
}  // namespace trainingzip
