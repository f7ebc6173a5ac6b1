/// The scorer as the page's WebAssembly module offers it: plain functions over handles and flat numbers
/// (flat_reading.h). web/src/engine/module/ holds the other side. A handle is freed by the function named
/// after it and never used again.

#include <algorithm>
#include <cstdlib>
#include <span>

#include "score/flat_reading.h"
#include "score/recorded_trainer.h"
#include "score/session.h"
#include "score/trainer_track.h"

#define TRAININGZIP_EXPORT(name) extern "C" __attribute__((used, export_name(#name)))

namespace score = trainingzip::score;

namespace {

struct Trainer {
    score::RecordedTrainer recorded;
    const char* refusal;
    score::TrainerTrack track;

    explicit Trainer(std::span<const std::uint8_t> blocks)
        : refusal(score::read_trainer(blocks, recorded)), track(recorded.frames) {}
};

struct Session {
    score::Session session;
    score::FlatReading reading{};
    score::FlatSummary summary{};
    double pose[score::flat_pose_size]{};

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

/// The frame shown at a moment; its x, y and confidence are written to `numbers`. Returns its time, or -1
/// without frames.
TRAININGZIP_EXPORT(trainer_pose_at)
double trainer_pose_at(const Trainer* trainer, double time, double* numbers) {
    const auto& frames = trainer->recorded.frames;
    if (frames.empty()) return -1;
    auto after = std::upper_bound(frames.begin(), frames.end(), time,
                                  [](double moment, const auto& frame) { return moment < frame.time; });
    const auto& frame = after == frames.begin() ? *after : *(after - 1);
    for (const auto& joint : frame.pose) {
        *numbers++ = joint.x;
        *numbers++ = joint.y;
        *numbers++ = joint.confidence;
    }
    return frame.time;
}

TRAININGZIP_EXPORT(trainer_free) void trainer_free(Trainer* trainer) {
    delete trainer;
}

/// The trainer must outlive the session.
TRAININGZIP_EXPORT(session_create) Session* session_create(const Trainer* trainer, int mirror) {
    return new Session(*trainer, mirror != 0);
}

/// Where session_observe() takes the trainee's pose from.
TRAININGZIP_EXPORT(session_pose) double* session_pose(Session* session) {
    return session->pose;
}

/// Returns the reading, which stays in place until the next call.
TRAININGZIP_EXPORT(session_observe)
const double* session_observe(Session* session, double time, double picture_height) {
    const auto pose = score::pose_of(std::span<const double, score::flat_pose_size>(session->pose));
    session->reading = score::flat(session->session.observe(time, pose, picture_height));
    return session->reading.data();
}

TRAININGZIP_EXPORT(session_summary) const double* session_summary(Session* session) {
    session->summary = score::flat(session->session.summary());
    return session->summary.data();
}

TRAININGZIP_EXPORT(session_set_mirror) void session_set_mirror(Session* session, int mirror) {
    session->session.set_mirror(mirror != 0);
}

TRAININGZIP_EXPORT(session_free) void session_free(Session* session) {
    delete session;
}
