#include "vision/people_survey.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "vision/person_tracker.h"

namespace trainingzip::vision {

namespace {

// Pictures that a shaken camera shows change by at most .004, people who exercise by .08 and more (medians).
constexpr float still_change = 0.005F;
constexpr float lively_change = 0.03F;
constexpr float impossible = std::numeric_limits<float>::max();

float distance(const Point& a, const Point& b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// A box of this size around the centre of another.
Box centred(const Box& size, const Point& centre) {
    return moved(size, {centre.x - size.centre().x, centre.y - size.centre().y});
}

float median(std::vector<float> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

bool SurveyedPerson::is_still() const {
    return movement < still_change;
}

PeopleSurvey::PeopleSurvey(int picture_width, int picture_height, bool with_colours)
    : width_(picture_width), height_(picture_height), with_colours_(with_colours) {}

float PeopleSurvey::cost(std::size_t person, const Detection& detection, const BodyAppearance& colours,
                         double time_seconds) const {
    const SurveyedPerson& known = persons_[person];
    const SurveyedPerson::Sighting& last = known.sightings.back();
    const double gap = time_seconds - last.time_seconds;
    const float likeness = with_colours_ ? known.colours.likeness(colours) : 1;
    const Point& velocity = tracks_[person].velocity;
    const auto seconds = static_cast<float>(std::min(gap, 0.5));
    const Box expected = moved(last.box, {velocity.x * seconds, velocity.y * seconds});
    const float overlap = intersection_over_union(expected, detection.box);
    const float reach =
        std::max(expected.width(), expected.height()) * (0.3F + 0.6F * static_cast<float>(gap));
    const float growth = detection.box.area() / std::max(expected.area(), 1.0F);
    const bool near =
        distance(expected.centre(), detection.box.centre()) < reach && growth > 0.4F && growth < 2.5F;
    constexpr double remembered_seconds = 2;
    const float least_likeness = overlap >= 0.6F ? 0.62F : 0.7F;
    const bool goes_on = (overlap >= 0.3F || near) && likeness >= least_likeness;
    if (gap <= remembered_seconds && goes_on) return 1 - overlap + 2 * (1 - likeness);
    // Whoever comes back, or is seen after a cut, may be anywhere.
    constexpr float surely_alike = 0.87F;
    return with_colours_ && likeness > surely_alike && !known.is_still() ? 4 - likeness : impossible;
}

std::vector<std::size_t> PeopleSurvey::add(const media::Frame& frame, std::span<const Detection> detections) {
    step_ = last_time_ > 0 || first_sighting_ ? frame.time_seconds - last_time_ : 0;
    last_time_ = frame.time_seconds;
    if (!first_sighting_ && !detections.empty()) first_sighting_ = frame.time_seconds;
    std::vector<BodyAppearance> colours;
    for (const Detection& detection : detections)
        colours.push_back(BodyAppearance::of(frame.image.view(), detection.box));

    struct Pair {
        float cost;
        std::size_t person;
        std::size_t detection;
    };
    std::vector<Pair> pairs;
    for (std::size_t person = 0; person < persons_.size(); ++person) {
        for (std::size_t i = 0; i < detections.size(); ++i) {
            const float pair_cost = cost(person, detections[i], colours[i], frame.time_seconds);
            if (pair_cost < impossible) pairs.push_back({pair_cost, person, i});
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.cost < b.cost; });
    constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> person_of(detections.size(), nobody);
    std::vector<bool> taken(persons_.size(), false);
    for (const Pair& pair : pairs) {
        if (taken[pair.person] || person_of[pair.detection] != nobody) continue;
        taken[pair.person] = true;
        person_of[pair.detection] = pair.person;
    }
    for (std::size_t i = 0; i < detections.size(); ++i) {
        if (person_of[i] == nobody) {
            person_of[i] = persons_.size();
            persons_.emplace_back().colours = colours[i];
            tracks_.emplace_back();
        }
        sight(person_of[i], frame, detections, i, colours[i]);
    }
    return person_of;
}

void PeopleSurvey::sight(std::size_t index, const media::Frame& frame, std::span<const Detection> detections,
                         std::size_t detection, const BodyAppearance& colours) {
    SurveyedPerson& person = persons_[index];
    Track& track = tracks_[index];
    const Detection& seen = detections[detection];
    std::vector<Detection> others;
    for (std::size_t i = 0; i < detections.size(); ++i)
        if (i != detection) others.push_back(detections[i]);

    if (!person.sightings.empty()) {
        const SurveyedPerson::Sighting& last = person.sightings.back();
        const auto gap = static_cast<float>(frame.time_seconds - last.time_seconds);
        const Point from = last.box.centre();
        const Point to = seen.box.centre();
        track.velocity = {(to.x - from.x) / gap, (to.y - from.y) / gap};
        const auto change_since = [&](const PersonPatch& before) {
            return before.change(PersonPatch(frame.image.view(), centred(before.box(), to), others));
        };
        // Slow movements show only in a second or two.
        const float change =
            std::max(change_since(track.patches.back()), change_since(track.patches.front()));
        if (change >= 0) track.changes.push_back(change);
        if (!track.changes.empty()) person.movement = median(track.changes);
        constexpr float share = 0.2F;
        person.colours.blend(colours, share);
    }
    constexpr std::size_t patches = 5;
    track.patches.emplace_back(frame.image.view(), seen.box, others);
    if (track.patches.size() > patches) track.patches.pop_front();
    person.patch = track.patches.back();
    person.sightings.push_back({frame.time_seconds, seen.box, seen.score});
    person.seen_seconds += step_;
    track.prominence_sum += prominence(seen, width_, height_);
    person.prominence = track.prominence_sum / static_cast<float>(person.sightings.size());
}

void PeopleSurvey::add_pose_score(std::size_t person, float mean_score) {
    auto& best = persons_[person].pose_score;
    best = std::max(best.value_or(0), mean_score);
}

float PeopleSurvey::weight(const SurveyedPerson& person) const {
    const double duration = std::max(last_time_ - first_sighting_.value_or(0), step_);
    const auto share = static_cast<float>(duration > 0 ? person.seen_seconds / duration : 1);
    constexpr float of_a_still_person = 0.01F;
    const float liveliness = std::clamp((person.movement - still_change) / (lively_change - still_change),
                                        of_a_still_person, 1.0F);
    constexpr float readable_score = 0.25F;
    constexpr float of_no_body = 0.02F;
    const float certainty = person.pose_score.value_or(1) < readable_score ? of_no_body : 1;
    constexpr double away_seconds = 1.2;
    const bool away = last_time_ - person.sightings.back().time_seconds > away_seconds;
    return person.prominence * share * liveliness * certainty * (away ? 0.6F : 1.0F);
}

std::optional<std::size_t> PeopleSurvey::trainer() const {
    const auto best = std::max_element(persons_.begin(), persons_.end(),
                                       [&](const auto& a, const auto& b) { return weight(a) < weight(b); });
    if (best == persons_.end()) return std::nullopt;
    return static_cast<std::size_t>(best - persons_.begin());
}

bool PeopleSurvey::is_settled_on(std::size_t index) const {
    constexpr double enough_seconds = 3;
    const SurveyedPerson& person = persons_[index];
    const bool in_view = person.sightings.back().time_seconds == last_time_;
    return in_view && !person.is_still() && person.seen_seconds >= enough_seconds;
}

}  // namespace trainingzip::vision
