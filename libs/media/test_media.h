#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace trainingzip::test {

/// The folder of recorded media: TRAININGZIP_TEST_MEDIA, else ../shared/media beside the repository. It need
/// not be there.
inline std::filesystem::path recorded_media_folder() {
    if (const char* folder = std::getenv("TRAININGZIP_TEST_MEDIA")) return folder;
    return std::filesystem::path(TRAININGZIP_SOURCE_DIR).parent_path() / "shared" / "media";
}

/// The folder of the media that tests/media draws and makes. ./test has made it; else it is made here.
inline std::filesystem::path drawn_media_folder() {
    static const std::filesystem::path folder = [] {
        const std::filesystem::path source = TRAININGZIP_SOURCE_DIR;
        auto made = source / "build" / "test-media";
        if (!std::filesystem::exists(made / "stamp")) {
            const std::string command =
                "node '" + (source / "tests" / "media" / "prepare.mjs").string() + "' >&2";
            if (std::system(command.c_str()) != 0) made.clear();
        }
        return made;
    }();
    return folder;
}

/// The file as it was recorded, else the one that is made under the same name, which need not be there.
inline std::filesystem::path media_file(const std::filesystem::path& name) {
    const auto recorded = recorded_media_folder() / name;
    return std::filesystem::exists(recorded) ? recorded : drawn_media_folder() / name;
}

inline bool has_recorded_clip() {
    return std::filesystem::exists(recorded_media_folder() / "tfjs_pose_squats" / "pose_squats.mp4");
}

/// The clip for the main job: three squats, 720 × 1280, 65 frames in 13 seconds, without sound, one key
/// frame. A recording where there is one, else drawn.
inline std::filesystem::path training_clip() {
    return has_recorded_clip() ? recorded_media_folder() / "tfjs_pose_squats" / "pose_squats.mp4"
                               : drawn_media_folder() / "drawn" / "squats.mp4";
}

/// A JPEG of one standing person: a photograph of this name where there is one, else drawn.
inline std::filesystem::path picture_of_a_person(const std::filesystem::path& name) {
    const auto recorded = recorded_media_folder() / name;
    return std::filesystem::exists(recorded) ? recorded : drawn_media_folder() / "drawn" / "person.jpg";
}

/// The folder of the models: TRAININGZIP_MODELS, else .deps/models of the repository.
inline std::filesystem::path model_folder() {
    if (const char* folder = std::getenv("TRAININGZIP_MODELS")) return folder;
    return std::filesystem::path(TRAININGZIP_SOURCE_DIR) / ".deps" / "models";
}

/// Whether a folder of the models holds an ONNX file.
inline bool has_model(const std::string& folder) {
    std::error_code ignored;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(model_folder() / folder, ignored)) {
        if (entry.path().extension() == ".onnx") return true;
    }
    return false;
}

}  // namespace trainingzip::test

/// Skips the test where this part of the recorded media, a folder in it, is not there.
#define TRAININGZIP_NEEDS_RECORDED(folder)                                               \
    if (!std::filesystem::exists(trainingzip::test::recorded_media_folder() / (folder))) \
    GTEST_SKIP() << "needs the recorded media " << (folder)

/// Skips the test where this model, a folder of the models, holds no ONNX file.
#define TRAININGZIP_NEEDS_MODEL(folder) \
    if (!trainingzip::test::has_model(folder)) GTEST_SKIP() << "needs the model " << (folder)
