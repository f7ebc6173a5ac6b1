#include "vision/inference_engine.h"

#include <gtest/gtest.h>

#include "media/test_media.h"

namespace trainingzip::vision {
namespace {

const std::filesystem::path pose_model =
    test::model_folder() / "pp_tinypose_128x96" / "model_fp32_folded.onnx";

TEST(InferenceEngine, RunsANetwork) {
    TRAININGZIP_NEEDS_MODEL("pp_tinypose_128x96");
    const InferenceEngine engine({Device::cpu, false, 1, false});
    const Model model = engine.load(pose_model);
    ASSERT_EQ(model.inputs().size(), 1u);
    EXPECT_EQ(model.inputs()[0].shape, (std::vector<std::int64_t>{1, 3, 128, 96}));
    const std::vector<float> zeros(3 * 128 * 96);
    const TensorView input{zeros, {1, 3, 128, 96}};
    const Outputs outputs = model.run({&input, 1});
    EXPECT_EQ(outputs.view(0).shape, (std::vector<std::int64_t>{1, 17, 32, 24}));
    EXPECT_EQ(outputs.view(0).values.size(), 17u * 32 * 24);
}

TEST(InferenceEngine, RefusesInputsOfAnotherShape) {
    TRAININGZIP_NEEDS_MODEL("pp_tinypose_128x96");
    const InferenceEngine engine({Device::cpu, false, 1, false});
    const Model model = engine.load(pose_model);
    const std::vector<float> zeros(3 * 128 * 96);
    EXPECT_THROW(model.run({}), std::invalid_argument);
    const TensorView turned{zeros, {1, 3, 96, 128}};
    EXPECT_THROW(model.run({&turned, 1}), std::invalid_argument);
    const TensorView short_of_values{std::span(zeros).first(10), {1, 3, 128, 96}};
    EXPECT_THROW(model.run({&short_of_values, 1}), std::invalid_argument);
}

TEST(InferenceEngine, SaysWhatIsWrongWithAModel) {
    const InferenceEngine engine({Device::cpu, false, 1, false});
    EXPECT_THROW(engine.load("no_such_model.onnx"), EngineError);
    EXPECT_THROW(engine.load(std::filesystem::path(TRAININGZIP_SOURCE_DIR) / "CMakeLists.txt"), EngineError);
}

TEST(InferenceEngine, WithoutAGpuStopsWithASentenceOrFallsBack) {
    TRAININGZIP_NEEDS_MODEL("pp_tinypose_128x96");
    const InferenceEngine fallen_back({Device::cuda, true, 1, false});
    if (fallen_back.device() == Device::cuda) GTEST_SKIP() << "this machine has a GPU";
    EXPECT_NE(fallen_back.fallback_reason(), "");
    EXPECT_NO_THROW(fallen_back.load(pose_model));
    try {
        InferenceEngine strict({Device::cuda, false, 1, false});
        FAIL() << "started";
    } catch (const EngineError& error) {
        EXPECT_NE(std::string(error.what()).find("cuda_fallback"), std::string::npos);
    }
}

}  // namespace
}  // namespace trainingzip::vision
