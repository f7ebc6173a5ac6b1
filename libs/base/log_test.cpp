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

TEST(Log, WhatLooksLikeAnEndOfLineIsEscapedAndNothingElse) {
    std::ostringstream stream;
    Logger("api", LogLevel::info, stream)
        .info("request", {{"path", "\xC2\x85\xC2\x9B\xE2\x80\xA8\xE2\x80\xAE\xE2\x81\xA6"},
                          {"kept", "\xC2\xA0\xE2\x80\xA7\xE2\x80\xAF\xE2\x81\xAA트집"}});
    const std::string line = stream.str();
    EXPECT_NE(line.find(R"("path":"\u0085\u009b\u2028\u202e\u2066")"), std::string::npos) << line;
    EXPECT_NE(line.find("\"kept\":\"\xC2\xA0\xE2\x80\xA7\xE2\x80\xAF\xE2\x81\xAA트집\""), std::string::npos)
        << line;
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
