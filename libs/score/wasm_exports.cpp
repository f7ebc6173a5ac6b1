/// The scorer as the page's WebAssembly module exports it: plain functions over handles and arrays of numbers
/// (reading_layout.h). The callers are in web/src/engine/module/. A handle is released by its *_free
/// function.

#include <algorithm>
#include <cstdlib>
#include <span>
#include <vector>

#include "score/reading_layout.h"
#include "score/recorded_trainer.h"
#include "score/repetitions.h"
#include "score/scoring_session.h"
#include "score/trainer_track.h"

#define TRAININGZIP_EXPORT(name) extern "C" __attribute__((used, export_name(#name)))

namespace score = trainingzip::score;

namespace {

static_assert(sizeof(score::TimedPose) == sizeof(double) + sizeof(score::Pose));

struct Trainer {
    score::RecordedTrainer recorded;
    const char* refusal;
    score::TrainerTrack track;
    std::vector<double> beats;

    explicit Trainer(std::span<const std::uint8_t> blocks)
        : refusal(score::read_trainer(blocks, recorded)), track(recorded.frames, recorded.size()) {
        if (const auto repeated = score::RepeatedMovement::find(track)) beats = repeated->beats();
    }
};

struct Session {
    score::ScoringSession session;
    score::ReadingNumbers reading{};
    score::SummaryNumbers summary{};
    score::Pose pose{};

    Session(const Trainer& trainer, bool mirror) : session(trainer.track, {.mirror = mirror}) {}
};

}  // namespace

TRAININGZIP_EXPORT(allocate) void* allocate(std::size_t bytes) {
    return std::malloc(bytes);
}

TRAININGZIP_EXPORT(release) void release(void* memory) {
    std::free(memory);
}

/// Never null; trainer_refusal() says whether it can be used.
TRAININGZIP_EXPORT(trainer_read) Trainer* trainer_read(const std::uint8_t* blocks, std::size_t bytes) {
    return new Trainer(std::span(blocks, bytes));
}

/// Null, or a text that ends in a zero byte.
TRAININGZIP_EXPORT(trainer_refusal) const char* trainer_refusal(const Trainer* trainer) {
    return trainer->refusal;
}

TRAININGZIP_EXPORT(trainer_frame_count) std::size_t trainer_frame_count(const Trainer* trainer) {
    return trainer->recorded.frames.size();
}

TRAININGZIP_EXPORT(trainer_width) int trainer_width(const Trainer* trainer) {
    return trainer->recorded.width;
}

TRAININGZIP_EXPORT(trainer_height) int trainer_height(const Trainer* trainer) {
    return trainer->recorded.height;
}

/// The frame shown at a moment, as its time followed by x, y and confidence of each joint; null without
/// frames. Valid as long as the trainer.
TRAININGZIP_EXPORT(trainer_pose_at)
const score::TimedPose* trainer_pose_at(const Trainer* trainer, double time) {
    const auto& frames = trainer->recorded.frames;
    if (frames.empty()) return nullptr;
    auto after = std::upper_bound(frames.begin(), frames.end(), time,
                                  [](double moment, const auto& frame) { return moment < frame.time; });
    return &(after == frames.begin() ? *after : *(after - 1));
}

TRAININGZIP_EXPORT(trainer_beat_count) std::size_t trainer_beat_count(const Trainer* trainer) {
    return trainer->beats.size();
}

/// When each cycle of the trainer goes furthest, in order; seconds. Valid as long as the trainer.
TRAININGZIP_EXPORT(trainer_beats) const double* trainer_beats(const Trainer* trainer) {
    return trainer->beats.data();
}

TRAININGZIP_EXPORT(trainer_free) void trainer_free(Trainer* trainer) {
    delete trainer;
}

/// The trainer must outlive the session.
TRAININGZIP_EXPORT(session_create) Session* session_create(const Trainer* trainer, int mirror) {
    return new Session(*trainer, mirror != 0);
}

/// Where session_observe() takes the trainee's pose from: x, y and confidence of each joint.
TRAININGZIP_EXPORT(session_pose) score::Pose* session_pose(Session* session) {
    return &session->pose;
}

/// Returns the reading, which stays in place until the next call.
TRAININGZIP_EXPORT(session_observe)
const double* session_observe(Session* session, double time, double picture_width, double picture_height) {
    session->reading = score::numbers_of(
        session->session.observe(time, session->pose, {.width = picture_width, .height = picture_height}));
    return session->reading.data();
}

TRAININGZIP_EXPORT(session_summary) const double* session_summary(Session* session) {
    session->summary = score::numbers_of(session->session.summary());
    return session->summary.data();
}

TRAININGZIP_EXPORT(session_set_mirror) void session_set_mirror(Session* session, int mirror) {
    session->session.set_mirror(mirror != 0);
}

TRAININGZIP_EXPORT(session_free) void session_free(Session* session) {
    delete session;
}
