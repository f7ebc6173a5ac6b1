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

/// Whether one of two boxes covers a part of the other that matters.
bool cover(const Box& a, const Box& b) {
    constexpr float matters = 0.05F;
    return intersection(a, b).area() > matters * std::min(a.area(), b.area());
}

/// Whether both were seen in one frame, so that they are two.
bool seen_together(const SurveyedPerson& a, const SurveyedPerson& b) {
    return std::any_of(a.sightings.begin(), a.sightings.end(), [&](const auto& of_a) {
        return std::any_of(b.sightings.begin(), b.sightings.end(), [&](const auto& of_b) {
            return of_a.time_seconds == of_b.time_seconds &&
                   intersection_over_union(of_a.box, of_b.box) < 0.3F;
        });
    });
}

/// persons.end() where there is nobody.
std::vector<Detection>::const_iterator nearest_to(const Box& box, const std::vector<Detection>& persons) {
    return std::max_element(persons.begin(), persons.end(), [&](const Detection& a, const Detection& b) {
        return intersection_over_union(a.box, box) < intersection_over_union(b.box, box);
    });
}

std::vector<BodyAppearance> looks_of(const std::optional<BodyAppearance>& appearance) {
    if (!appearance) return {};
    return {*appearance};
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
      earlier_(people.detections) {
    if (!people.trainer) return;
    const SurveyedPerson& trainer = people.persons[*people.trainer];
    const SurveyedPerson::Sighting& first = trainer.sightings.front();
    trainer_.emplace(first.box, first.time_seconds, trainer.looks);
    quarter_turns_ = people.quarter_turns;
    not_before_ = people.not_before;
    in_view_ = not_before_ == 0;
    for (const SurveyedPerson& person : people.persons) {
        constexpr std::size_t enough_sightings = 4;
        if (&person == &trainer || !seen_together(person, trainer)) continue;
        if (person.is_still() && person.sightings.size() >= enough_sightings) {
            pictures_.push_back(*person.patch);
        } else if (!person.looks.empty()) {
            const SurveyedPerson::Sighting& last = person.sightings.back();
            bystanders_.emplace_back(last.box, last.time_seconds, person.looks).forget_place();
        }
    }
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

bool TrainerPoseFinder::is_in_place_of(const PersonIdentity& bystander, const Box& box,
                                       double time_seconds) const {
    constexpr double remembered_seconds = 1;
    constexpr float there = 0.5F;
    if (!bystander.knows_place() || !trainer_->knows_place() ||
        time_seconds - bystander.last_seen() > remembered_seconds)
        return false;
    const float apart = bystander.distance(box, time_seconds);
    return apart < there && apart < trainer_->distance(box, time_seconds);
}

float TrainerPoseFinder::misfit(const Candidate& somebody, double time_seconds) const {
    // Who goes on in the same place need not be looked at as closely as who comes from elsewhere.
    const float unknown_difference = in_view_ || !trainer_->has_appearance() ? 0.5F : 1.5F;
    const bool looks_known = somebody.appearance && trainer_->has_appearance();
    const float likeness = looks_known ? trainer_->likeness(*somebody.appearance) : 0;
    const float difference = trainer_->difference(somebody.appearance).value_or(unknown_difference);
    bool unmistakable = looks_known && difference < 0.5F;
    float sum = 0;
    for (const PersonIdentity& bystander : bystanders_) {
        const bool alike = !bystander.has_appearance() || trainer_->is_dressed_as(bystander);
        if (alike) unmistakable = false;
        if (alike && is_in_place_of(bystander, somebody.box, time_seconds)) sum += 1;
        if (alike || !looks_known) continue;
        constexpr float hardly = 0.04F;
        const float more = bystander.likeness(*somebody.appearance) - likeness;
        if (more > hardly) sum += (more - hardly) / hardly;
    }
    // The camera may have cut to another place that looks like the one before.
    constexpr float anywhere = 1.4F;
    const float distance = trainer_->distance(somebody.box, time_seconds);
    return sum + difference + (unmistakable ? std::min(distance, anywhere) : distance);
}

bool TrainerPoseFinder::is_bystander_near(double time_seconds) const {
    constexpr double remembered_seconds = 1;
    constexpr double ahead_seconds = 0.3;
    return std::any_of(bystanders_.begin(), bystanders_.end(), [&](const PersonIdentity& bystander) {
        if (!bystander.knows_place() || time_seconds - bystander.last_seen() > remembered_seconds)
            return false;
        return cover(bystander.predicted(time_seconds), trainer_->predicted(time_seconds)) ||
               cover(bystander.predicted(time_seconds + ahead_seconds),
                     trainer_->predicted(time_seconds + ahead_seconds));
    });
}

bool TrainerPoseFinder::is_certain(double time_seconds) const {
    return trainer_ && in_view_ && !crossing_ && !is_bystander_near(time_seconds);
}

bool TrainerPoseFinder::wants_detection(double time_seconds) const {
    if (!last_detection_ || (quarter_turns_ == 0 && detected_earlier(time_seconds))) return true;
    constexpr double tolerance = 1e-6;
    const double elapsed = time_seconds - *last_detection_ + tolerance;
    const double usual = options_.tracker.detect_every_seconds;
    if (in_view_) {
        constexpr double with_somebody_near = 0.15;
        return elapsed >= (is_bystander_near(time_seconds) ? std::min(with_somebody_near, usual) : usual);
    }
    constexpr double while_away = 0.1;
    const bool just_lost =
        !trainer_ || (time_seconds > not_before_ &&
                      time_seconds - trainer_->last_seen() < options_.tracker.forget_after_seconds);
    return just_lost || elapsed >= while_away;
}

void TrainerPoseFinder::accept(const media::Frame& frame, const Candidate& trainer) {
    const double time = frame.time_seconds;
    const bool alone = std::none_of(bystanders_.begin(), bystanders_.end(), [&](const auto& bystander) {
        return bystander.knows_place() && time - bystander.last_seen() < 1;
    });
    const bool learn = alone || (misfit(trainer, time) < 1 && !is_bystander_near(time));
    trainer_->seen(trainer.box, time, trainer.appearance, learn);
    quarter_turns_ = trainer.pose.quarter_turns;
    in_view_ = true;
    newcomers_.reset();
}

void TrainerPoseFinder::remember_bystander(const media::Frame& frame, const Box& box,
                                           const std::optional<BodyAppearance>& appearance) {
    PersonIdentity* nearest = nullptr;
    float least = 1;
    for (PersonIdentity& bystander : bystanders_) {
        float apart = bystander.knows_place() ? bystander.distance(box, frame.time_seconds) : 0.9F;
        if (appearance && bystander.has_appearance()) apart += *bystander.difference(appearance);
        if (apart < least) {
            least = apart;
            nearest = &bystander;
        }
    }
    if (nearest != nullptr) {
        nearest->seen(box, frame.time_seconds, appearance, true);
        return;
    }
    bystanders_.emplace_back(box, frame.time_seconds, looks_of(appearance));
    constexpr std::size_t most = 8;
    if (bystanders_.size() <= most) return;
    bystanders_.erase(
        std::min_element(bystanders_.begin(), bystanders_.end(),
                         [](const auto& a, const auto& b) { return a.last_seen() < b.last_seen(); }));
}

bool TrainerPoseFinder::is_known_picture(const media::Frame& frame, const Box& box) const {
    return std::any_of(pictures_.begin(), pictures_.end(), [&](const PersonPatch& picture) {
        constexpr float same_place = 0.6F;
        constexpr float same_picture = 0.03F;
        constexpr float similar_picture = 0.08F;
        const bool in_place = intersection_over_union(picture.box(), box) > same_place;
        const PersonPatch now(frame.image.view(), in_place ? picture.box() : box, {});
        const float change = picture.change(now);
        return change >= 0 && change < (in_place ? same_picture : similar_picture);
    });
}

bool TrainerPoseFinder::Crossing::is_swapped(const Box& trainer_box, const Box& bystander_box,
                                             double time_seconds) const {
    constexpr double longest_seconds = 2;
    const auto apart = [&](const PersonIdentity& person, const Box& box) {
        const Point expected = person.predicted(time_seconds, longest_seconds).centre();
        return std::hypot(expected.x - box.centre().x, expected.y - box.centre().y);
    };
    constexpr float clearly = 0.7F;
    return apart(trainer, bystander_box) + apart(bystander, trainer_box) <
           clearly * (apart(trainer, trainer_box) + apart(bystander, bystander_box));
}

void TrainerPoseFinder::watch_crossings(double time_seconds) {
    constexpr double longest_seconds = 2;
    if (crossing_ && time_seconds - crossing_->begun > longest_seconds) crossing_.reset();
    if (crossing_) return;
    for (const PersonIdentity& bystander : bystanders_) {
        constexpr double ahead_seconds = 0.3;
        constexpr double remembered_seconds = 1;
        const bool recent =
            bystander.knows_place() && time_seconds - bystander.last_seen() < remembered_seconds;
        if (!recent || (bystander.has_appearance() && !trainer_->is_dressed_as(bystander))) continue;
        if (cover(bystander.predicted(time_seconds + ahead_seconds),
                  trainer_->predicted(time_seconds + ahead_seconds)))
            crossing_ = Crossing{*trainer_, bystander, time_seconds};
    }
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
    if (crossing_ && own != nullptr) {
        for (const Detection& person : persons) {
            if (&person == own || cover(person.box, own->box)) continue;
            if (!crossing_->is_swapped(own->box, person.box, frame.time_seconds)) continue;
            const PersonPlace place{person.box, quarter_turns_};
            const Candidate other = candidate(frame, {estimate(frame, place), quarter_turns_}, person.box);
            crossing_.reset();
            if (other.weak || trainer_->difference(other.appearance).value_or(0) >= 1) break;
            remember_bystander(frame, trainer.box, trainer.appearance);
            return other;
        }
    }
    watch_crossings(frame.time_seconds);
    const auto difference = trainer_->difference(trainer.appearance);
    for (const Detection& person : persons) {
        if (&person == own || (own != nullptr && intersection_over_union(person.box, own->box) > 0.6F))
            continue;
        const bool covered = cover(person.box, trainer.box);
        const bool doubtful = difference && *difference >= 1;
        const bool known = std::any_of(bystanders_.begin(), bystanders_.end(), [&](const auto& bystander) {
            return bystander.knows_place() && bystander.has_appearance() &&
                   bystander.distance(person.box, frame.time_seconds) < 1;
        });
        const bool near = trainer_->distance(person.box, frame.time_seconds + 1) < 1;
        if (!doubtful && (known || covered || !near)) {
            remember_bystander(frame, person.box, std::nullopt);
            continue;
        }
        const PersonPlace place{person.box, quarter_turns_};
        const Candidate other = candidate(frame, {estimate(frame, place), quarter_turns_}, person.box);
        const auto others = trainer_->difference(other.appearance);
        constexpr float hardly_any = 0.5F;
        if (doubtful && !other.weak && others && *others < hardly_any &&
            !is_known_picture(frame, person.box)) {
            remember_bystander(frame, trainer.box, trainer.appearance);
            return other;
        }
        remember_bystander(frame, person.box, covered || other.weak ? std::nullopt : other.appearance);
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
        if (!is_known_picture(frame, person.box)) possible.push_back(person);
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
    const bool known =
        taken.appearance && std::any_of(bystanders_.begin(), bystanders_.end(), [&](const auto& bystander) {
            const auto difference = bystander.difference(taken.appearance);
            return difference && *difference < 1;
        });
    if (taken.weak || known) return std::nullopt;
    trainer_.emplace(taken.box, frame.time_seconds, looks_of(taken.appearance));
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
        if (is_known_picture(frame, person.box)) continue;
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
                           std::any_of(bystanders_.begin(), bystanders_.end(), [&](const auto& bystander) {
                               return is_in_place_of(bystander, somebody.box, time);
                           });
        if (other) remember_bystander(frame, somebody.box, somebody.appearance);
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
        for (PersonIdentity& bystander : bystanders_) bystander.forget_place();
        crossing_.reset();
    }
    if (!in_view_) return cut || wants_detection(time) ? look_again(frame, std::nullopt) : Pose{};
    const PersonPlace expected{trainer_->predicted(time), quarter_turns_};
    constexpr float same_place = 0.8F;
    const bool as_expected = place && place->quarter_turns == quarter_turns_ &&
                             intersection_over_union(place->box, expected.box) > same_place;
    OrientedPose known{as_expected ? found : estimate(frame, expected), quarter_turns_};
    known = search_orientation_when_due(frame, expected.box, known);
    Candidate trainer = candidate(frame, known, expected.box);
    const float limit = is_bystander_near(time) ? most_misfit : most_misfit_alone;
    if (cut || trainer.weak || misfit(trainer, time) > limit) return look_again(frame, trainer);
    if (wants_detection(time)) {
        if (const auto other = look_around(frame, trainer)) trainer = *other;
    }
    accept(frame, trainer);
    return trainer.pose.pose;
}

}  // namespace trainingzip::vision
