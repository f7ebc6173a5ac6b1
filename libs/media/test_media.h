#pragma once

#include <cstdlib>
#include <filesystem>

namespace trainingzip::test {

/// The folder of the test media: TRAININGZIP_TEST_MEDIA, else ../shared/media beside the repository.
inline std::filesystem::path media_folder() {
    if (const char* folder = std::getenv("TRAININGZIP_TEST_MEDIA")) return folder;
    return std::filesystem::path(TRAININGZIP_SOURCE_DIR).parent_path() / "shared" / "media";
}

/// The folder of the models: TRAININGZIP_MODELS, else .deps/models of the repository.
inline std::filesystem::path model_folder() {
    if (const char* folder = std::getenv("TRAININGZIP_MODELS")) return folder;
    return std::filesystem::path(TRAININGZIP_SOURCE_DIR) / ".deps" / "models";
}

}  // namespace trainingzip::test
