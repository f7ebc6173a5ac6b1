#pragma once

#include <filesystem>

#include "base/config.h"
#include "shape/shape_video.h"
#include "vision/inference_engine.h"

namespace trainingzip::shape {

/// The keys of section [shape] that are not common to all servers.
struct ShapeSettings {
    std::filesystem::path storage;
    std::filesystem::path service_token;
    std::filesystem::path models;  ///< Folder with the graphs of Mask R-CNN.
    std::string precision;         ///< Prefix of the graphs: "fp32" or "q8w".
    int job_slots = 1;
    vision::EngineSettings engine;
    ShapeVideoSettings video;

    /// Throws ConfigError.
    static ShapeSettings load(ConfigSection& section);
};

}  // namespace trainingzip::shape
