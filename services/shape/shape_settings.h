#pragma once

#include <filesystem>
#include <vector>

#include "base/config.h"
#include "media/sandboxed_video_reader.h"
#include "networks/network_set.h"
#include "shape/maskers.h"
#include "shape/shape_video.h"
#include "vision/inference_engine.h"

namespace trainingzip::shape {

/// The keys of section [shape] that are the shape server's own.
struct ShapeSettings {
    std::filesystem::path storage_folder;
    std::filesystem::path service_token_file;
    std::size_t job_slots;                         ///< Videos at once.
    std::vector<vision::NetworkSet> network_sets;  ///< Those that may be used, best first.
    vision::MaskNetworkFiles real;
    SegmentationFiles stand_in;
    vision::EngineSettings engine;
    ShapeVideoSettings video;
    media::SandboxedReaderOptions reader;

    /// Throws ConfigError.
    static ShapeSettings load(ConfigSection& section);
};

}  // namespace trainingzip::shape
