#include "pose/pose_settings.h"

namespace trainingzip::pose {

PoseSettings PoseSettings::load(ConfigSection& section) {
    PoseSettings settings;
    settings.storage_folder = section.path("storage");
    settings.service_token_file = section.path("service_token");
    settings.job_slots = static_cast<std::size_t>(section.integer("job_slots", 1, 64));
    settings.network_sets = vision::allowed_network_sets(section);
    settings.real = {section.path("detector_model"), section.path("pose_model")};
    settings.stand_in = {section.path("stand_in_detector_model"), section.path("stand_in_pose_model")};
    settings.normalisation.mean = vision::parse_channels("pose_mean", section.text("pose_mean"));
    settings.normalisation.deviation =
        vision::parse_channels("pose_deviation", section.text("pose_deviation"));
    settings.engine = vision::EngineSettings::load(section);
    settings.poses.frames_at_once = static_cast<std::size_t>(section.integer("frames_at_once", 1, 64));
    settings.poses.finder.minimum_detection_score =
        static_cast<float>(section.number("minimum_detection_score", 0.01, 0.99));
    settings.poses.search.minimum_detection_score = settings.poses.finder.minimum_detection_score;
    settings.stand_in_minimum_detection_score =
        static_cast<float>(section.number("stand_in_minimum_detection_score", 0.01, 0.99));
    settings.poses.finder.tracker.detect_every_seconds = section.number("detect_every_seconds", 0, 60);
    settings.reader.program = SandboxedProgram::load(section, "media");
    settings.reader.threads = static_cast<int>(section.integer("decoder_threads", 0, 64));
    return settings;
}

}  // namespace trainingzip::pose
