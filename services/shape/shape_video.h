#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "media/frame_source.h"
#include "shape/trainer_track.h"
#include "vision/person_masker.h"
#include "vision/silhouette_maker.h"

namespace trainingzip::shape {

struct ShapeVideoSettings {
    int width = 480;     ///< Pixels of the shape video, even; the height follows.
    int quantizer = 34;  ///< Constant quality of VP9, 0 (best) to 63.
    int encoder_threads = 1;
    std::size_t frames_at_once = 2;  ///< Frames whose trainer is cut out at the same time.
    vision::SilhouetteSettings silhouette;
};

/// Called in the thread of write_shape_video().
struct ShapeListener {
    std::function<void(std::optional<std::int64_t> total_frames)> on_begin;  ///< As the container says.
    std::function<void(std::int64_t frames)> on_frame;                       ///< Frames done so far.
    /// Of each frame, before it is done; may be empty.
    std::function<void(const media::Frame&, const std::optional<vision::TrackedPerson>&)> on_trainer = {};
};

struct ShapeSummary {
    std::int64_t frames = 0;  ///< Of the source video.
    std::int64_t frames_with_trainer = 0;
    int width = 0;  ///< Pixels of the source video.
    int height = 0;
    double duration_seconds = 0;
};

/// Writes the silhouette of the trainer in `frames`, whose track this is, to `target`: frame for frame, at
/// the same times; of more than 30 frames a second those that media::FrameThinning takes. Trainers are cut
/// out on threads, and encoding has one of its own; the result does not depend on their timing. Memory does
/// not grow with length. Throws Failure: no_person_found when there is nobody in any frame, unavailable when
/// stopped, those of the track, the frames and of VideoWriter; then `target` is of no use.
ShapeSummary write_shape_video(const vision::PersonMasker& masker, media::FrameSource& frames,
                               TrainerTrack& track, const std::filesystem::path& target,
                               const ShapeVideoSettings& settings, const std::stop_token& stop,
                               const ShapeListener& listener);

}  // namespace trainingzip::shape
