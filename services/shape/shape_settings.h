#pragma once

#include <filesystem>
#include <string>

#include "base/config.h"
#include "media/sandboxed_video_reader.h"
#include "shape/shape_video.h"
#include "vision/inference_engine.h"

namespace trainingzip::shape {

/// The keys of section [shape] that are the shape server's own.
struct ShapeSettings {
    std::filesystem::path storage_folder;
    std::filesystem::path service_token_file;
    std::size_t job_slots;                ///< Videos at once.
    std::filesystem::path models_folder;  ///< With the graphs of Mask R-CNN.
    std::string precision;                ///< Prefix of the graphs: "fp32" or "q8w".
    vision::EngineSettings engine;
    ShapeVideoSettings video;
    media::SandboxedReaderOptions reader;

    /// Throws ConfigError.
    static ShapeSettings load(ConfigSection& section);
};

}  // namespace trainingzip::shape
