#include "vision/bystanders.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::vision {

namespace {

constexpr double remembered_seconds = 1;
constexpr double ahead_seconds = 0.3;
constexpr double longest_crossing_seconds = 2;

/// Whether both were seen in one frame, so that they are two.
bool seen_together(const SurveyedPerson& a, const SurveyedPerson& b) {
    return std::any_of(a.sightings.begin(), a.sightings.end(), [&](const auto& of_a) {
        return std::any_of(b.sightings.begin(), b.sightings.end(), [&](const auto& of_b) {
            return of_a.time_seconds == of_b.time_seconds &&
                   intersection_over_union(of_a.box, of_b.box) < 0.3F;
        });
    });
}

/// Whether where a person was last seen says where the person is.
bool is_recent(const PersonIdentity& person, double time_seconds) {
    return person.knows_place() && time_seconds - person.last_seen() <= remembered_seconds;
}

bool will_cover(const PersonIdentity& a, const PersonIdentity& b, double time_seconds) {
    return cover(a.predicted(time_seconds + ahead_seconds), b.predicted(time_seconds + ahead_seconds));
}

}  // namespace

bool cover(const Box& a, const Box& b) {
    constexpr float matters = 0.05F;
    return intersection(a, b).area() > matters * std::min(a.area(), b.area());
}

Bystanders::Bystanders(const FoundPeople& people) {
    if (!people.trainer) return;
    const SurveyedPerson& trainer = people.persons[*people.trainer];
    for (const SurveyedPerson& person : people.persons) {
        constexpr std::size_t enough_sightings = 4;
        if (&person == &trainer || !seen_together(person, trainer)) continue;
        if (person.is_still() && person.sightings.size() >= enough_sightings) {
            pictures_.push_back(*person.patch);
        } else if (!person.looks.empty()) {
            const SurveyedPerson::Sighting& last = person.sightings.back();
            persons_.emplace_back(last.box, last.time_seconds, person.looks).forget_place();
        }
    }
}

void Bystanders::remember(const Box& box, double time_seconds,
                          const std::optional<BodyAppearance>& appearance) {
    PersonIdentity* nearest = nullptr;
    float least = 1;
    for (PersonIdentity& person : persons_) {
        float apart = person.knows_place() ? person.distance(box, time_seconds) : 0.9F;
        if (appearance && person.has_appearance()) apart += *person.difference(appearance);
        if (apart < least) {
            least = apart;
            nearest = &person;
        }
    }
    if (nearest != nullptr) {
        nearest->seen(box, time_seconds, appearance, true);
        return;
    }
    std::vector<BodyAppearance> looks;
    if (appearance) looks.push_back(*appearance);
    persons_.emplace_back(box, time_seconds, std::move(looks));
    constexpr std::size_t most = 8;
    if (persons_.size() <= most) return;
    persons_.erase(std::min_element(persons_.begin(), persons_.end(), [](const auto& a, const auto& b) {
        return a.last_seen() < b.last_seen();
    }));
}

void Bystanders::forget_places() {
    for (PersonIdentity& person : persons_) person.forget_place();
    crossing_.reset();
}

bool Bystanders::is_anybody_near(const PersonIdentity& trainer, double time_seconds) const {
    return std::any_of(persons_.begin(), persons_.end(), [&](const PersonIdentity& person) {
        return is_recent(person, time_seconds) &&
               (cover(person.predicted(time_seconds), trainer.predicted(time_seconds)) ||
                will_cover(person, trainer, time_seconds));
    });
}

bool Bystanders::is_anybody_in_view(double time_seconds) const {
    return std::any_of(persons_.begin(), persons_.end(), [&](const PersonIdentity& person) {
        return person.knows_place() && time_seconds - person.last_seen() < remembered_seconds;
    });
}

bool Bystanders::is_place_of(const PersonIdentity& person, const Box& box, const PersonIdentity& trainer,
                             double time_seconds) {
    constexpr float there = 0.5F;
    if (!trainer.knows_place() || !is_recent(person, time_seconds)) return false;
    const float apart = person.distance(box, time_seconds);
    return apart < there && apart < trainer.distance(box, time_seconds);
}

bool Bystanders::is_place_of_one(const Box& box, const PersonIdentity& trainer, double time_seconds) const {
    return std::any_of(persons_.begin(), persons_.end(), [&](const PersonIdentity& person) {
        return is_place_of(person, box, trainer, time_seconds);
    });
}

bool Bystanders::knows_who_is_at(const Box& box, double time_seconds) const {
    return std::any_of(persons_.begin(), persons_.end(), [&](const PersonIdentity& person) {
        return person.knows_place() && person.has_appearance() && person.distance(box, time_seconds) < 1;
    });
}

bool Bystanders::is_dressed_as_one(const std::optional<BodyAppearance>& appearance) const {
    return std::any_of(persons_.begin(), persons_.end(), [&](const PersonIdentity& person) {
        const auto difference = person.difference(appearance);
        return difference && *difference < 1;
    });
}

Bystanders::Resemblance Bystanders::resemblance(const Box& box,
                                                const std::optional<BodyAppearance>& appearance,
                                                const PersonIdentity& trainer, double time_seconds) const {
    const bool looks_known = appearance && trainer.has_appearance();
    const float likeness = looks_known ? trainer.likeness(*appearance) : 0;
    Resemblance sum;
    for (const PersonIdentity& person : persons_) {
        const bool alike = !person.has_appearance() || trainer.is_dressed_as(person);
        if (alike) sum.alike = true;
        if (alike && is_place_of(person, box, trainer, time_seconds)) sum.amount += 1;
        if (alike || !looks_known) continue;
        constexpr float hardly = 0.04F;
        const float more = person.likeness(*appearance) - likeness;
        if (more > hardly) sum.amount += (more - hardly) / hardly;
    }
    return sum;
}

void Bystanders::watch_crossings(const PersonIdentity& trainer, double time_seconds) {
    if (crossing_ && time_seconds - crossing_->begun > longest_crossing_seconds) crossing_.reset();
    if (crossing_) return;
    for (const PersonIdentity& person : persons_) {
        const bool recent = person.knows_place() && time_seconds - person.last_seen() < remembered_seconds;
        if (!recent || (person.has_appearance() && !trainer.is_dressed_as(person))) continue;
        if (will_cover(person, trainer, time_seconds)) crossing_ = Crossing{trainer, person, time_seconds};
    }
}

bool Bystanders::is_swapped(const Box& trainer, const Box& bystander, double time_seconds) const {
    if (!crossing_) return false;
    const auto apart = [&](const PersonIdentity& person, const Box& box) {
        const Point expected = person.predicted(time_seconds, longest_crossing_seconds).centre();
        return std::hypot(expected.x - box.centre().x, expected.y - box.centre().y);
    };
    constexpr float clearly = 0.7F;
    return apart(crossing_->trainer, bystander) + apart(crossing_->bystander, trainer) <
           clearly * (apart(crossing_->trainer, trainer) + apart(crossing_->bystander, bystander));
}

bool Bystanders::is_picture(const media::Frame& frame, const Box& box) const {
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

}  // namespace trainingzip::vision
