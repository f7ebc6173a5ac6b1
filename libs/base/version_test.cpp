#include "base/version.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>

namespace trainingzip {
namespace {

TEST(Version, IsThatOfTheProject) {
    std::ifstream stream(TRAININGZIP_SOURCE_DIR "/CMakeLists.txt");
    const std::string project{std::istreambuf_iterator<char>(stream), {}};
    std::smatch found;
    ASSERT_TRUE(
        std::regex_search(project, found, std::regex(R"(project\(trainingzip VERSION (\d+\.\d+\.\d+) )")));
    const std::string line = version_line("trainingzip-api");
    EXPECT_EQ(line.substr(0, line.find(" (")), "trainingzip-api " + found[1].str());
}

}  // namespace
}  // namespace trainingzip
