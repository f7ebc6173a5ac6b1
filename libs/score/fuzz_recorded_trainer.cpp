#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "score/recorded_trainer.h"
#include "score/scoring_session.h"

// Poses come from the network: whatever is read must be scored without a fault.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace score = trainingzip::score;
    constexpr double longest_seconds = 60;
    score::RecordedTrainer trainer;
    if (score::read_trainer(std::span(data, size), trainer) != nullptr) return 0;
    // A late last frame only costs time.
    if (trainer.frames.back().time > longest_seconds) return 0;
    const score::TrainerTrack track(trainer.frames, trainer.size());
    score::ScoringSession session(track);
    for (const auto& frame : trainer.frames) {
        const auto& reading = session.observe(frame.time, frame.pose, trainer.size());
        if (reading.score && !std::isfinite(*reading.score)) std::abort();
    }
    return 0;
}
