#include "score/scoring_session.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::score {
namespace {

constexpr double window_seconds = 4;
// Share of the window that must be filled, and in which all null players must fail, for a new score. Until
// then a score stays as it is.
constexpr double least_filled = 0.2;
constexpr double least_evidence = 0.02;
// Below this the trainee does not follow the trainer, and a lag has no meaning.
constexpr double least_followed = 0.1;
constexpr double longest_step_seconds = 1;
constexpr double counted_step_seconds = 0.25;
constexpr double visibility_memory_seconds = 0.2;
// While the trainer's video stands still, poses still arrive, some twenty a second.
constexpr double shortest_visibility_step_seconds = 0.05;
constexpr double scale_memory_seconds = 1;
constexpr double seen = 0.2;

double lag_of(int steps) {
    return steps * LagSearch::step_seconds;
}

double share_kept(double seconds, double memory_seconds) {
    return std::exp(-seconds / memory_seconds);
}

double person_share(const Pose& pose) {
    const auto found = std::count_if(pose.begin(), pose.end(),
                                     [](const JointPosition& joint) { return joint.confidence > seen; });
    return static_cast<double>(found) / joint_count;
}

}  // namespace

ScoringSession::ScoringSession(const TrainerTrack& track, const Settings& settings)
    : track_(track), settings_(settings), limb_history_(track.limb_weights()) {}

const Reading& ScoringSession::observe(double time, const Pose& raw_pose, double picture_height) {
    if (!std::isfinite(time)) return reading_;
    Pose pose = sanitized(raw_pose);
    if (settings_.mirror) pose = mirrored(pose);

    double seconds = last_time_ ? time - *last_time_ : 0;
    if (seconds < 0 || seconds > longest_step_seconds) {
        start_window();
        seconds = 0;
    }
    const bool first = !last_time_;
    last_time_ = time;

    if (const double size = body_scale(pose); size > 0) {
        const double kept = scale_ > 0 ? share_kept(seconds, scale_memory_seconds) : 0;
        scale_ = kept * scale_ + (1 - kept) * size;
    }
    const auto trainee = limb_directions(filter_.filter(time, pose, scale_), scale_);
    update_visibility(pose, trainee,
                      first ? longest_step_seconds : std::max(seconds, shortest_visibility_step_seconds),
                      picture_height);
    if (seconds > 0) compare(time, std::min(seconds, counted_step_seconds), trainee);
    write_reading(time);
    return reading_;
}

void ScoringSession::update_visibility(const Pose& pose, const LimbDirections& trainee, double seconds,
                                       double picture_height) {
    double visible = 0;
    double wanted = 0;
    for (int limb = 0; limb < limb_count; ++limb) {
        const double weight = track_.limb_weights()[limb];
        wanted += weight;
        visible += trainee[limb].confidence > 0 ? weight : 0;
    }
    const double kept = share_kept(seconds, visibility_memory_seconds);
    auto mix = [kept](double& value, double now) { value = kept * value + (1 - kept) * now; };
    mix(visibility_.person, person_share(pose));
    mix(visibility_.coverage, wanted > 0 ? visible / wanted : 0);
    visibility_.height = picture_height > 0 && std::isfinite(picture_height) ? scale_ / picture_height : 0;
}

void ScoringSession::compare(double time, double seconds, const LimbDirections& trainee) {
    if (track_.empty() || visibility_.coverage < Adviser::least_coverage) return;
    const double capacity = window_seconds * track_.typical_information();
    const auto& weights = track_.limb_weights();
    const auto& players = track_.null_players();

    std::array<double, LagSearch::count> likenesses{};
    std::array<std::vector<double>, LagSearch::count> nulls;
    std::array<double, LagSearch::count> moment_weights{};
    double mean_weight = 0;
    for (int lag = 0; lag < LagSearch::count; ++lag) {
        const double then = time - lag_of(lag);
        const auto trainer = track_.at(then);
        const bool held = track_.held(then);
        likenesses[lag] = weighted_likeness(trainee, trainer, weights);
        nulls[lag].resize(players.size() + 1);
        double sum = 0;
        for (std::size_t k = 0; k < players.size(); ++k) {
            auto player = players[held ? 0 : k];
            for (int limb = 0; limb < limb_count; ++limb) player[limb].confidence *= trainee[limb].confidence;
            nulls[lag][k] = weighted_likeness(player, trainer, weights);
            sum += nulls[lag][k];
        }
        // One more, who switches between these poses independently of the trainer.
        nulls[lag].back() = sum / static_cast<double>(players.size());
        moment_weights[lag] = seconds * track_.information(then);
        mean_weight += moment_weights[lag] / LagSearch::count;
        window_[lag].decay(std::exp(-moment_weights[lag] / capacity));
        window_[lag].add(moment_weights[lag], likenesses[lag], nulls[lag]);
    }
    lag_search_.decay(std::exp(-mean_weight / (2 * capacity)));
    lag_search_.add(mean_weight, likenesses);

    const int lag = lag_search_.best();
    const double then = time - lag_of(lag);
    limb_history_.add(seconds, moment_weights[lag], std::exp(-moment_weights[lag] / capacity), trainee,
                      track_.at(then), track_.held(then));
    if (reading_.score) totals_.add(seconds, moment_weights[lag], likenesses[lag], nulls[lag], reading_);
}

void ScoringSession::write_reading(double time) {
    const auto& window = window_[lag_search_.best()];
    const double capacity = window_seconds * track_.typical_information();
    const bool visible = visibility_.coverage >= Adviser::least_coverage;
    const bool enough = capacity > 0 && window.weight() > least_filled * capacity &&
                        window.evidence() > least_evidence * capacity;

    reading_.time = time;
    reading_.coverage = visibility_.coverage;
    if (!visible || window.weight() <= 0) {
        reading_.terms = {};
        reading_.score.reset();
        reading_.lag_seconds.reset();
    } else if (enough) {
        const bool follows = window.corrected() > least_followed;
        reading_.lag_seconds = follows ? lag_search_.seconds() : std::nullopt;
        reading_.terms = {.posture = 100 * window.likeness(),
                          .timing = timing_of(reading_.lag_seconds),
                          .vigour = limb_history_.vigour(),
                          .stillness = limb_history_.stillness()};
        reading_.score = gauge_of(window.corrected(), reading_.terms);
    }
    reading_.grade = next_grade(reading_.grade, reading_.score);
    for (int limb = 0; limb < limb_count; ++limb) {
        auto& one = reading_.limbs[trainees(limb)];
        own_weights_[trainees(limb)] = track_.limb_weights()[limb];
        one.score = visible ? limb_history_.limb_score(static_cast<Limb>(limb)) : std::nullopt;
        one.grade = next_grade(one.grade, one.score);
    }
    adviser_.advise(time, visibility_, own_weights_, reading_);
}

Limb ScoringSession::trainees(int limb) const {
    return settings_.mirror ? other_side(static_cast<Limb>(limb)) : static_cast<Limb>(limb);
}

Summary ScoringSession::summary() const {
    return totals_.summary();
}

void ScoringSession::set_mirror(bool mirror) {
    if (settings_.mirror == mirror) return;
    settings_.mirror = mirror;
    start_window();
}

void ScoringSession::start_window() {
    filter_.reset();
    lag_search_.reset();
    for (auto& one : window_) one = {};
    limb_history_.reset();
}

}  // namespace trainingzip::score
