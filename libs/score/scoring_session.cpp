#include "score/scoring_session.h"

#include <algorithm>
#include <cmath>

#include "score/gauge.h"

namespace trainingzip::score {
namespace {

constexpr double window_seconds = 4;
constexpr double movement_windows = 1.75;
constexpr double throughout_windows = 5;
// After so much movement, what was followed throughout tells as much as the window does.
constexpr double telling_windows = 0.8;
constexpr double view_windows = 10;
// Share of the window that must be filled for a new score. Until then a score stays as it is.
constexpr double least_filled = 0.16;
// Below this the trainee does not follow the trainer, and a lag has no meaning.
constexpr double least_followed = 0.15;
constexpr double least_share_of_hips = 0.25;
constexpr double least_blame = 0.05;
// Nobody keeps time to the frame: limbs are compared with the moment about the lag that is most alike.
constexpr double wandering_seconds = 0.1;
constexpr double longest_step_seconds = 1;
constexpr double counted_step_seconds = 0.25;
constexpr double visibility_memory_seconds = 0.2;
constexpr double limb_memory_seconds = 2;
// While the trainer's video stands still, poses still arrive, some twenty a second.
constexpr double shortest_visibility_step_seconds = 0.05;
constexpr double seen = 0.2;

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
    : track_(track),
      settings_(settings),
      lengths_(track.lengths()),
      build_(track.lengths()),
      repeated_(RepeatedMovement::find(track)) {}

const Reading& ScoringSession::observe(double time, const Pose& raw_pose, const PictureSize& picture) {
    if (!std::isfinite(time)) return reading_;
    Pose pose = within_picture(sanitized(raw_pose), picture);
    if (settings_.mirror) pose = mirrored(pose);

    double seconds = last_time_ ? time - *last_time_ : 0;
    if (seconds < 0 || seconds > longest_step_seconds) {
        start_window();
        seconds = 0;
    }
    const bool first = !last_time_;
    last_time_ = time;

    size_ = body_.update(seconds, body_scale(pose));
    const auto vectors = limb_vectors(filter_.filter(time, pose, size_), size_);
    update_visibility(pose, vectors,
                      first ? longest_step_seconds : std::max(seconds, shortest_visibility_step_seconds),
                      picture.height);
    if (seconds > 0) compare(time, std::min(seconds, counted_step_seconds), vectors);
    write_reading(time);
    return reading_;
}

void ScoringSession::update_visibility(const Pose& pose, const Measures& trainee, double seconds,
                                       double picture_height) {
    double visible = 0;
    double wanted = 0;
    for (int limb = 0; limb < limb_count; ++limb) {
        const double weight = track_.weights()[limb];
        wanted += weight;
        visible += trainee[limb].confidence > 0 ? weight : 0;
    }
    const double kept = share_kept(seconds, visibility_memory_seconds);
    auto mix = [kept](double& value, double now) { value = kept * value + (1 - kept) * now; };
    mix(visibility_.person, person_share(pose));
    mix(visibility_.coverage, wanted > 0 ? visible / wanted : 0);
    // Before anything is compared it is waited for; later a limb may be out of the picture for a moment.
    const double kept_unseen = posture_.weight() > 0 ? share_kept(seconds, limb_memory_seconds) : kept;
    for (int limb = 0; limb < limb_count; ++limb) {
        double& share = limbs_seen_[limb];
        share = trainee[limb].confidence > 0 ? 1 - kept * (1 - share) : kept_unseen * share;
    }
    visibility_.lacks_arms = lacks({left_upper_arm, left_forearm});
    visibility_.lacks_legs = lacks({left_thigh, left_shin});
    visibility_.height = picture_height > 0 && std::isfinite(picture_height) ? size_ / picture_height : 0;
}

bool ScoringSession::lacks(std::initializer_list<Limb> left_limbs) const {
    return std::any_of(left_limbs.begin(), left_limbs.end(), [this](Limb left) {
        const auto right = static_cast<Limb>(other_side(left));
        return (track_.asks_for(left) || track_.asks_for(right)) &&
               std::max(limbs_seen_[left], limbs_seen_[right]) < 0.5;
    });
}

double ScoringSession::capacity() const {
    return window_seconds * track_.typical_activity();
}

void ScoringSession::compare(double time, double seconds, const Measures& vectors) {
    if (track_.empty() || visibility_.coverage < Adviser::least_coverage) return;
    const auto trainee = relative_to(lengths_.lengths(), vectors);
    std::array<double, LagSearch::count> fit{};
    for (int place = 0; place < LagSearch::count; ++place) {
        const double then = time - LagSearch::seconds_of(place);
        const auto& moment = track_.nearest(then);
        const double weight = seconds * moment.activity;
        lags_[place].decay(std::exp(-weight / (movement_windows * capacity())));
        lags_[place].add(weight, moment.weights, views_.seen(posture_.best_view(), track_.at(then)), trainee);
        fit[place] = lags_[place].all().correlation();
    }
    lag_search_.update(fit);
    const double best_fit = fit[lag_search_.best()];
    pace_.add(time, seconds, capacity(), track_, trainee, best_fit);
    mirror_watch_.add(time, seconds, capacity(), track_, trainee, best_fit);

    if (pace_.is_found() != had_pace_) {
        // What was compared at the other moments says nothing of these.
        had_pace_ = pace_.is_found();
        throughout_ = {};
        totals_.forget_movement();
    }

    const double followed_time =
        pace_.is_found() ? pace_.trainers_time(time) : time - LagSearch::seconds_of(lag_search_.best());
    const double then = best_moment(followed_time, trainee);
    const auto trainer = track_.at(then);
    const auto& moment = track_.nearest(then);
    const double weight = seconds * moment.activity;
    posture_.decay(std::exp(-weight / capacity()), std::exp(-weight / (view_windows * capacity())));
    build_.add(seconds, vectors, trainer);
    posture_.add(weight, moment, trainer, trainee, views_, build_.slenderness());
    const auto from_there = views_.seen(posture_.best_view(), trainer);
    lengths_.add(seconds, vectors, from_there);
    if (const auto extent = repeated_ ? repeated_->extent(trainee) : std::nullopt) {
        repetitions_.add(time, *extent);
    }
    limb_history_.add(seconds, trainee, trainer, posture_.last(), moment.held);
    const auto in_time = views_.seen(posture_.best_view(), track_.at(followed_time));
    if (!moment.held) {
        throughout_.decay(std::exp(-weight / (throughout_windows * capacity())));
        throughout_.add(weight, moment.weights, in_time, trainee);
        moved_ += weight;
    }
    if (!reading_.score) return;
    totals_.add(seconds, weight, reading_);
    if (!moment.held) totals_.add_movement(weight, moment.weights, in_time, trainee);
}

double ScoringSession::best_moment(double around, const Measures& trainee) const {
    double highest = -1;
    double best = around;
    for (const double off :
         {0.0, -wandering_seconds, wandering_seconds, -wandering_seconds / 2, wandering_seconds / 2}) {
        const auto trainer = views_.seen(posture_.best_view(), track_.at(around + off));
        const double likeness = weighted_likeness(trainer, trainee, track_.nearest(around + off).weights);
        if (likeness > highest + 1e-6) {
            highest = likeness;
            best = around + off;
        }
    }
    return best;
}

const MovementSums& ScoringSession::movement() const {
    return pace_.is_found() ? pace_.sums() : lags_[lag_search_.best()];
}

double ScoringSession::score_of_parts() const {
    const auto& sums = movement();
    const auto all = sums.all();
    const double held = posture_.share_held();
    const double taking_part =
        (1 - held) * followed(all.correlation()) + held * held_pose(posture_.corrected_for_rest());
    double score = 0;
    double weight = 0;
    for (const Part part : {arms, legs, torso}) {
        const double more = posture_.seen(part);
        if (!(more > 0)) continue;
        const auto movement = sums.of(part);
        const double share = movement.share_of_movement();
        const double follows = share * followed(movement.correlation()) + (1 - share) * taking_part;
        const double range = movement.range();
        const double reached = share * range_factor(range) + (1 - share);
        // The less far somebody goes, the more of what is unlike is that.
        const double blame = std::max(least_blame, share * range * range * range + (1 - share));
        score += more * follows * reached * std::pow(posture_factor(posture_.likeness(part)), blame);
        weight += more;
    }
    const double telling = (1 - held) * std::min(1.0, moved_ / (telling_windows * capacity()));
    const double throughout = followed_throughout(throughout_.all().correlation());
    return weight > 0 ? score / weight * (1 - telling + telling * throughout) : 0;
}

void ScoringSession::write_reading(double time) {
    const bool visible = visibility_.coverage >= Adviser::least_coverage;
    const bool enough = capacity() > 0 && posture_.weight() > least_filled * capacity();

    reading_.time = time;
    if (!visible || posture_.weight() <= 0) {
        reading_.coverage = visibility_.coverage;
        reading_.terms = {};
        reading_.score.reset();
        reading_.lag_seconds.reset();
    } else if (enough) {
        const auto all = movement().all();
        const bool has_lag = !pace_.is_found() && followed(all.correlation()) > least_followed;
        reading_.coverage = posture_.coverage();
        reading_.lag_seconds = has_lag ? lag_search_.seconds() : std::nullopt;
        reading_.terms = {
            .posture = 100 * posture_factor(posture_.likeness()),
            .timing = timing_of(reading_.lag_seconds),
            .vigour = all.share_of_movement() > 0.3 ? std::optional(100 * all.range()) : std::nullopt,
            .stillness = limb_history_.stillness(track_.weights()),
            .speed =
                has_lag || pace_.is_found() ? std::optional(100 * pace_factor(pace_.speed())) : std::nullopt};
        reading_.score = 100 * score_of_parts() * factor_of(reading_.terms) * pace_factor(pace_.speed()) *
                         coverage_factor(reading_.coverage);
    }
    reading_.grade = next_grade(reading_.grade, reading_.score);
    MeasureWeights own_weights{};
    for (int limb = 0; limb < limb_count; ++limb) {
        auto& one = reading_.limbs[trainees(limb)];
        own_weights[trainees(limb)] = track_.weights()[limb];
        const auto likeness = visible ? limb_history_.likeness(limb) : std::nullopt;
        one.score = likeness ? std::optional(100 * posture_factor(*likeness)) : std::nullopt;
        one.grade = next_grade(one.grade, one.score);
    }
    reading_.repetitions = repetitions_.count();
    reading_.last_depth =
        repetitions_.count() > 0 ? std::optional(100 * repetitions_.last_depth()) : std::nullopt;
    adviser_.advise(time, visibility_, own_weights, advised_movement(), reading_);
}

Adviser::Movement ScoringSession::advised_movement() const {
    Adviser::Movement movement;
    movement.is_the_other_way_round = mirror_watch_.is_the_other_way_round();
    movement.speed = pace_.speed();
    const auto hips = this->movement().of_measure(hip_height);
    const auto all = this->movement().all();
    movement.hips_decide = hips.weight > least_share_of_hips * all.weight && hips.share_of_movement() > 0.5;
    movement.range_of_hips = hips.range();
    for (int limb = 0; limb < limb_count; ++limb)
        movement.too_low[trainees(limb)] = limb_history_.too_low(limb);
    return movement;
}

Limb ScoringSession::trainees(int limb) const {
    return static_cast<Limb>(settings_.mirror ? other_side(limb) : limb);
}

Summary ScoringSession::summary() const {
    Summary summary = totals_.summary();
    summary.repetitions = repetitions_.count();
    if (repeated_ && last_time_) summary.asked_repetitions = repeated_->count_until(*last_time_);
    if (const auto depth = repetitions_.depth()) summary.depth = 100 * *depth;
    summary.period_seconds = repetitions_.period_seconds();
    return summary;
}

void ScoringSession::set_mirror(bool mirror) {
    if (settings_.mirror == mirror) return;
    settings_.mirror = mirror;
    start_window();
    totals_ = {};
    repetitions_ = {};
    lengths_ = LengthFinder(track_.lengths());
}

void ScoringSession::start_window() {
    filter_.reset();
    lags_ = {};
    throughout_ = {};
    moved_ = 0;
    pace_.reset();
    mirror_watch_.reset();
    posture_.clear_window();
    limb_history_.reset();
    repetitions_.interrupt();
}

}  // namespace trainingzip::score
