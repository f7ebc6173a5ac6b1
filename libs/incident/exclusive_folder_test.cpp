#include "incident/exclusive_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace trainingzip::incident {
namespace {

TEST(ExclusiveFolder, IsTheSameAgainUnlessAnotherHoldsIt) {
    std::string pattern = (std::filesystem::temp_directory_path() / "exclusive folder XXXXXX").string();
    const std::filesystem::path parent = ::mkdtemp(pattern.data());
    {
        const ExclusiveFolder first(parent / "deep");
        const ExclusiveFolder second(parent / "deep");
        EXPECT_EQ(first.path(), parent / "deep" / "0");
        EXPECT_EQ(second.path(), parent / "deep" / "1");
    }
    EXPECT_EQ(ExclusiveFolder(parent / "deep").path(), parent / "deep" / "0");
    std::filesystem::remove_all(parent);
}

}  // namespace
}  // namespace trainingzip::incident
