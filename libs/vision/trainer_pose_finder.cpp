#include "vision/trainer_pose_finder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "vision/body_orientation.h"

namespace trainingzip::vision {

namespace {

constexpr float most_misfit = 2;
/// Where nobody else is near and the pose goes on where it was.
constexpr float most_misfit_alone = 3;

/// persons.end() where there is nobody.
std::vector<Detection>::const_iterator nearest_to(const Box& box, const std::vector<Detection>& persons) {
    return std::max_element(persons.begin(), persons.end(), [&](const Detection& a, const Detection& b) {
        return intersection_over_union(a.box, box) < intersection_over_union(b.box, box);
    });
}

}  // namespace

TrainerPoseFinder::TrainerPoseFinder(const PersonDetector& detector, const PoseEstimator& estimator,
                                     const Options& options, int picture_width, int picture_height,
                                     const FoundPeople& people)
    : detector_(detector),
      estimator_(estimator),
      options_(options),
      width_(picture_width),
      height_(picture_height),
      earlier_(people.detections),
      bystanders_(people) {
    if (!people.trainer) return;
    const SurveyedPerson& trainer = people.persons[*people.trainer];
    const SurveyedPerson::Sighting& first = trainer.sightings.front();
    trainer_.emplace(first.box, first.time_seconds, trainer.looks);
    quarter_turns_ = people.quarter_turns;
    not_before_ = people.not_before;
    in_view_ = not_before_ == 0;
}

const FrameDetections* TrainerPoseFinder::detected_earlier(double time_seconds) const {
    const auto found =
        std::lower_bound(earlier_.begin(), earlier_.end(), time_seconds,
                         [](const FrameDetections& frame, double time) { return frame.time_seconds < time; });
    return found != earlier_.end() && found->time_seconds == time_seconds ? &*found : nullptr;
}

std::vector<Detection> TrainerPoseFinder::detect(const media::Frame& frame) {
    last_detection_ = frame.time_seconds;
    if (const auto* earlier = detected_earlier(frame.time_seconds); earlier && quarter_turns_ == 0)
        return earlier->persons;
    return detector_.detect(frame.image.view(), options_.minimum_detection_score, quarter_turns_);
}

std::optional<PersonPlace> TrainerPoseFinder::follow(double time_seconds) const {
    if (!in_view_) return std::nullopt;
    return PersonPlace{trainer_->predicted(time_seconds), quarter_turns_};
}

Pose TrainerPoseFinder::estimate(const media::Frame& frame, const PersonPlace& place) const {
    return estimator_.estimate(frame.image.view(), place.box, place.quarter_turns);
}

OrientedPose TrainerPoseFinder::search_orientation_when_due(const media::Frame& frame, const Box& box,
                                                            const OrientedPose& known) {
    const int indicated = quarter_turns_of(known.pose, known.quarter_turns);
    const bool due = std::exchange(indicated_turns_, indicated) != indicated || !last_search_ ||
                     frame.time_seconds - *last_search_ >= options_.tracker.detect_every_seconds;
    if (!due || has_certain_orientation(known)) return known;
    last_search_ = frame.time_seconds;
    return search_orientation(estimator_, frame.image.view(), box, known);
}

TrainerPoseFinder::Candidate TrainerPoseFinder::candidate(const media::Frame& frame, const OrientedPose& pose,
                                                          const Box& place) const {
    Candidate made{pose, place, true, std::nullopt};
    const auto box = box_of_pose(pose.pose);
    made.weak = !box || mean_score(pose.pose) < options_.tracker.weak_score;
    if (box && !made.weak) made.box = *box;
    made.appearance = BodyAppearance::of(frame.image.view(), pose.pose);
    return made;
}

float TrainerPoseFinder::misfit(const Candidate& somebody, double time_seconds) const {
    // Who goes on in the same place need not be looked at as closely as who comes from elsewhere.
    const float unknown_difference = in_view_ || !trainer_->has_appearance() ? 0.5F : 1.5F;
    const float difference = trainer_->difference(somebody.appearance).value_or(unknown_difference);
    const auto other = bystanders_.resemblance(somebody.box, somebody.appearance, *trainer_, time_seconds);
    const bool looks_known = somebody.appearance && trainer_->has_appearance();
    const bool unmistakable = looks_known && difference < 0.5F && !other.alike;
    // The camera may have cut to another place that looks like the one before.
    constexpr float anywhere = 1.4F;
    const float distance = trainer_->distance(somebody.box, time_seconds);
    return other.amount + difference + (unmistakable ? std::min(distance, anywhere) : distance);
}

bool TrainerPoseFinder::is_certain(double time_seconds) const {
    return trainer_ && in_view_ && !bystanders_.is_crossing() &&
           !bystanders_.is_anybody_near(*trainer_, time_seconds);
}

bool TrainerPoseFinder::wants_detection(double time_seconds) const {
    if (!last_detection_ || (quarter_turns_ == 0 && detected_earlier(time_seconds))) return true;
    constexpr double tolerance = 1e-6;
    const double elapsed = time_seconds - *last_detection_ + tolerance;
    const double usual = options_.tracker.detect_every_seconds;
    if (in_view_) {
        constexpr double with_somebody_near = 0.15;
        return elapsed >= (bystanders_.is_anybody_near(*trainer_, time_seconds)
                               ? std::min(with_somebody_near, usual)
                               : usual);
    }
    constexpr double while_away = 0.1;
    const bool just_lost =
        !trainer_ || (time_seconds > not_before_ &&
                      time_seconds - trainer_->last_seen() < options_.tracker.forget_after_seconds);
    return just_lost || elapsed >= while_away;
}

void TrainerPoseFinder::accept(const media::Frame& frame, const Candidate& trainer) {
    const double time = frame.time_seconds;
    const bool learn = !bystanders_.is_anybody_in_view(time) ||
                       (misfit(trainer, time) < 1 && !bystanders_.is_anybody_near(*trainer_, time));
    trainer_->seen(trainer.box, time, trainer.appearance, learn);
    quarter_turns_ = trainer.pose.quarter_turns;
    in_view_ = true;
    newcomers_.reset();
}

std::optional<TrainerPoseFinder::Candidate> TrainerPoseFinder::undo_swap(const media::Frame& frame,
                                                                         const Candidate& trainer,
                                                                         const Box& own,
                                                                         std::span<const Detection> persons) {
    const auto swapped = std::find_if(persons.begin(), persons.end(), [&](const Detection& person) {
        return !cover(person.box, own) && bystanders_.is_swapped(own, person.box, frame.time_seconds);
    });
    if (swapped == persons.end()) return std::nullopt;
    const PersonPlace place{swapped->box, quarter_turns_};
    Candidate other = candidate(frame, {estimate(frame, place), quarter_turns_}, swapped->box);
    bystanders_.end_crossing();
    if (other.weak || trainer_->difference(other.appearance).value_or(0) >= 1) return std::nullopt;
    bystanders_.remember(trainer.box, frame.time_seconds, trainer.appearance);
    return other;
}

std::optional<TrainerPoseFinder::Candidate> TrainerPoseFinder::look_around(const media::Frame& frame,
                                                                           const Candidate& trainer) {
    const std::vector<Detection> persons = detect(frame);
    const Detection* own = nullptr;
    constexpr float same = 0.3F;
    float most = same;
    for (const Detection& person : persons) {
        const float overlap = intersection_over_union(person.box, trainer.box);
        if (overlap > most) {
            most = overlap;
            own = &person;
        }
    }
    if (own != nullptr) trainer_->correct(own->box);
    if (own != nullptr) {
        if (auto other = undo_swap(frame, trainer, own->box, persons)) return other;
    }
    bystanders_.watch_crossings(*trainer_, frame.time_seconds);
    const auto difference = trainer_->difference(trainer.appearance);
    for (const Detection& person : persons) {
        if (&person == own || (own != nullptr && intersection_over_union(person.box, own->box) > 0.6F))
            continue;
        const bool covered = cover(person.box, trainer.box);
        const bool doubtful = difference && *difference >= 1;
        const bool known = bystanders_.knows_who_is_at(person.box, frame.time_seconds);
        const bool near = trainer_->distance(person.box, frame.time_seconds + 1) < 1;
        if (!doubtful && (known || covered || !near)) {
            bystanders_.remember(person.box, frame.time_seconds, std::nullopt);
            continue;
        }
        const PersonPlace place{person.box, quarter_turns_};
        const Candidate other = candidate(frame, {estimate(frame, place), quarter_turns_}, person.box);
        const auto others = trainer_->difference(other.appearance);
        constexpr float hardly_any = 0.5F;
        if (doubtful && !other.weak && others && *others < hardly_any &&
            !bystanders_.is_picture(frame, person.box)) {
            bystanders_.remember(trainer.box, frame.time_seconds, trainer.appearance);
            return other;
        }
        bystanders_.remember(person.box, frame.time_seconds,
                             covered || other.weak ? std::nullopt : other.appearance);
    }
    return std::nullopt;
}

std::optional<TrainerPoseFinder::Candidate> TrainerPoseFinder::take_newcomer(
    const media::Frame& frame, std::span<const Detection> persons) {
    // Begun anew now and then: it remembers all that it has seen.
    constexpr double longest_survey_seconds = 20;
    if (!newcomers_ || frame.time_seconds - newcomers_since_ > longest_survey_seconds) {
        newcomers_.emplace(width_, height_);
        newcomers_since_ = frame.time_seconds;
    }
    std::vector<Detection> possible;
    for (const Detection& person : persons)
        if (!bystanders_.is_picture(frame, person.box)) possible.push_back(person);
    newcomers_->add(frame, possible);
    const auto likeliest = newcomers_->trainer();
    if (!likeliest) return std::nullopt;
    const SurveyedPerson& newcomer = newcomers_->persons()[*likeliest];
    const double away = trainer_ ? frame.time_seconds - trainer_->last_seen() : frame.time_seconds;
    const double needed = newcomer.is_still() ? 4 : 1.2;
    if (newcomer.seen_seconds < needed || away < options_.tracker.forget_after_seconds ||
        newcomer.sightings.back().time_seconds != frame.time_seconds)
        return std::nullopt;
    const Box& box = newcomer.sightings.back().box;
    const Candidate taken = candidate(frame, {estimate(frame, {box, 0}), 0}, box);
    if (taken.weak || bystanders_.is_dressed_as_one(taken.appearance)) return std::nullopt;
    std::vector<BodyAppearance> looks;
    if (taken.appearance) looks.push_back(*taken.appearance);
    trainer_.emplace(taken.box, frame.time_seconds, std::move(looks));
    return taken;
}

/// Whether a weak pose is where the detector sees somebody, and not somebody else.
bool TrainerPoseFinder::is_confirmed(const Candidate& weak, const std::vector<Detection>& persons,
                                     const std::vector<Candidate>& candidates) const {
    constexpr float same_place = 0.3F;
    const bool looks_right = trainer_->difference(weak.appearance).value_or(2) < 1;
    if (!in_view_ && !looks_right) return false;
    const auto seen = nearest_to(weak.box, persons);
    if (seen == persons.end() || intersection_over_union(seen->box, weak.box) < same_place) return false;
    return std::none_of(candidates.begin(), candidates.end(), [&](const Candidate& other) {
        return !other.weak && trainer_->difference(other.appearance).value_or(0) > 1 &&
               intersection_over_union(other.box, seen->box) > same_place;
    });
}

Pose TrainerPoseFinder::look_again(const media::Frame& frame, const std::optional<Candidate>& doubtful) {
    const double time = frame.time_seconds;
    const std::vector<Detection> persons = detect(frame);
    // Whoever comes next most likely stands.
    if (persons.empty()) quarter_turns_ = 0;
    if (!trainer_) {
        if (const auto newcomer = take_newcomer(frame, persons)) {
            accept(frame, *newcomer);
            return newcomer->pose.pose;
        }
        return {};
    }
    std::vector<Detection> nearest = persons;
    std::stable_sort(nearest.begin(), nearest.end(), [&](const Detection& a, const Detection& b) {
        return trainer_->distance(a.box, time) < trainer_->distance(b.box, time);
    });
    constexpr std::size_t most_examined = 4;
    if (nearest.size() > most_examined) nearest.resize(most_examined);
    std::vector<Candidate> candidates;
    if (doubtful) candidates.push_back(*doubtful);
    for (const Detection& person : nearest) {
        constexpr float same = 0.8F;
        if (doubtful && intersection_over_union(doubtful->box, person.box) > same) continue;
        if (bystanders_.is_picture(frame, person.box)) continue;
        const PersonPlace place{person.box, quarter_turns_};
        candidates.push_back(candidate(frame, {estimate(frame, place), quarter_turns_}, person.box));
    }
    const auto fit =
        std::min_element(candidates.begin(), candidates.end(), [&](const auto& a, const auto& b) {
            return misfit(a, time) + (a.weak ? 1.0F : 0.0F) < misfit(b, time) + (b.weak ? 1.0F : 0.0F);
        });
    if (fit != candidates.end() && fit->weak && !persons.empty()) {
        *fit = candidate(frame, search_orientation_when_due(frame, fit->box, fit->pose), fit->box);
    }
    const bool found = fit != candidates.end() && misfit(*fit, time) <= most_misfit;
    for (const Candidate& somebody : candidates) {
        if ((found && &somebody == &*fit) || somebody.weak) continue;
        const bool other = trainer_->difference(somebody.appearance).value_or(0) >= 1 ||
                           bystanders_.is_place_of_one(somebody.box, *trainer_, time);
        if (other) bystanders_.remember(somebody.box, time, somebody.appearance);
    }
    if (found && !fit->weak) {
        accept(frame, *fit);
        return fit->pose.pose;
    }
    if (found && is_confirmed(*fit, persons, candidates)) {
        const auto seen = nearest_to(fit->box, persons);
        trainer_->correct(seen->box);
        quarter_turns_ = fit->pose.quarter_turns;
        in_view_ = true;
        return fit->pose.pose;
    }
    in_view_ = false;
    if (const auto newcomer = take_newcomer(frame, persons)) {
        accept(frame, *newcomer);
        return newcomer->pose.pose;
    }
    return {};
}

Pose TrainerPoseFinder::conclude(const media::Frame& frame, const std::optional<PersonPlace>& place,
                                 const Pose& found) {
    const double time = frame.time_seconds;
    const bool cut = scene_cut_.next(frame.image.view());
    if (cut) {
        if (trainer_) trainer_->forget_place();
        bystanders_.forget_places();
    }
    if (!in_view_) return cut || wants_detection(time) ? look_again(frame, std::nullopt) : Pose{};
    const PersonPlace expected{trainer_->predicted(time), quarter_turns_};
    constexpr float same_place = 0.8F;
    const bool as_expected = place && place->quarter_turns == quarter_turns_ &&
                             intersection_over_union(place->box, expected.box) > same_place;
    OrientedPose known{as_expected ? found : estimate(frame, expected), quarter_turns_};
    known = search_orientation_when_due(frame, expected.box, known);
    Candidate trainer = candidate(frame, known, expected.box);
    const float limit = bystanders_.is_anybody_near(*trainer_, time) ? most_misfit : most_misfit_alone;
    if (cut || trainer.weak || misfit(trainer, time) > limit) return look_again(frame, trainer);
    if (wants_detection(time)) {
        if (const auto other = look_around(frame, trainer)) trainer = *other;
    }
    accept(frame, trainer);
    return trainer.pose.pose;
}

}  // namespace trainingzip::vision
