#include "shape/shape_settings.h"

#include <string>

namespace trainingzip::shape {

ShapeSettings ShapeSettings::load(ConfigSection& section) {
    ShapeSettings settings;
    settings.storage_folder = section.path("storage");
    settings.service_token_file = section.path("service_token");
    settings.network_sets = vision::allowed_network_sets(section);
    const std::string precision = section.text("precision");
    if (precision != "fp32" && precision != "q8w") {
        throw ConfigError("[shape] precision must be \"fp32\" or \"q8w\", not \"" + precision + "\"");
    }
    settings.real = vision::MaskNetworkFiles::in_folder(section.path("models"), precision);
    settings.stand_in = {section.path("stand_in_detector_model"),
                         section.path("stand_in_segmentation_model")};
    settings.job_slots = static_cast<std::size_t>(section.integer("job_slots", 1, 64));
    settings.engine = vision::EngineSettings::load(section);
    settings.video.frames_at_once = static_cast<std::size_t>(section.integer("frames_at_once", 1, 64));
    settings.video.width = 2 * static_cast<int>(section.integer("width", 16, 1920) / 2);
    settings.video.quantizer = static_cast<int>(section.integer("quantizer", 0, 63));
    settings.reader.program = SandboxedProgram::load(section, "media");
    settings.reader.threads = static_cast<int>(section.integer("decoder_threads", 0, 64));
    settings.video.encoder_threads = static_cast<int>(section.integer("encoder_threads", 1, 64));
    return settings;
}

}  // namespace trainingzip::shape
