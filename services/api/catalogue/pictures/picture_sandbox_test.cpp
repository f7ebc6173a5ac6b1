#include "api/catalogue/pictures/picture_sandbox.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "api/catalogue/pictures/picture.h"
#include "api/catalogue/pictures/picture_codec.h"
#include "api/catalogue/pictures/picture_formats.h"
#include "base/encoding.h"
#include "base/error.h"
#include "media/made_videos.h"

namespace trainingzip::api {
namespace {

std::filesystem::path beside(const std::string& name) {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
}

class PictureSandboxTest : public test::MadeVideos {
  protected:
    static StoredSizes sizes_of(const std::string& bytes, const std::filesystem::path& program) {
        return PictureSandbox({program, 1 << 30, 20}).to_stored_sizes(as_bytes(bytes));
    }
    static StoredSizes sizes_of(const std::string& bytes) {
        return sizes_of(bytes, beside("trainingzip-picture"));
    }

    bool is_refused_by(const std::string& script) const {
        const auto program = make_text("#!/bin/sh\n" + script + "\n", "stand_in");
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        try {
            sizes_of("picture", program);
            return false;
        } catch (const Failure& failure) {
            return failure.code() == ErrorCode::image_unreadable;
        }
    }
};

TEST_F(PictureSandboxTest, MakesTheSameSizesAsInThisProcess) {
    for (const auto& [width, height] : {std::pair{3000, 2000}, {800, 600}, {20, 10}}) {
        const std::string jpeg = encode_jpeg(Picture::of_size(width, height));
        const StoredSizes expected = to_stored_sizes(as_bytes(jpeg));
        const StoredSizes sizes = sizes_of(jpeg);
        EXPECT_EQ(sizes.large, expected.large);
        EXPECT_EQ(sizes.medium, expected.medium);
        EXPECT_EQ(sizes.small, expected.small);
    }
}

TEST_F(PictureSandboxTest, RefusesWhatIsNoPicture) {
    for (const std::string& bytes :
         {std::string(), std::string("text"), std::string("\xff\xd8\xff broken")}) {
        try {
            sizes_of(bytes);
            ADD_FAILURE() << "taken";
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.code(), ErrorCode::image_unreadable);
        }
    }
}

TEST_F(PictureSandboxTest, OutlivesTheDeathOfTheProgramAndBelievesNothingItSays) {
    EXPECT_TRUE(is_refused_by("kill -SEGV $$"));
    EXPECT_TRUE(is_refused_by("exit 0"));
    EXPECT_TRUE(is_refused_by("echo nonsense"));
    EXPECT_TRUE(is_refused_by(R"(echo '{"type":"progress"}')"));
    EXPECT_TRUE(is_refused_by(R"(echo '{"type":"failed","error":"0003","detail":""}')"));
    EXPECT_TRUE(is_refused_by(R"(echo '{"type":"done","large":0,"medium":0,"small":0}')"));
    EXPECT_TRUE(is_refused_by(R"(echo '{"type":"done","large":-5,"medium":0,"small":0}')"));
    EXPECT_TRUE(is_refused_by(R"(echo '{"type":"done","large":99999999999,"medium":0,"small":0}')"));
    EXPECT_TRUE(is_refused_by(R"(echo '{"type":"done","large":9000000,"medium":9000000,"small":0}')"));
}

}  // namespace
}  // namespace trainingzip::api
