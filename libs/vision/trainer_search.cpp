#include "vision/trainer_search.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "vision/orientation_search.h"

namespace trainingzip::vision {

namespace {

class Search {
  public:
    Search(media::FrameSource& beginning, const PersonDetector& detector, const PoseEstimator& estimator,
           const TrainerSearchOptions& options)
        : beginning_(beginning),
          detector_(detector),
          estimator_(estimator),
          options_(options),
          survey_(beginning.info().width, beginning.info().height) {}

    FoundPeople run(const std::function<void()>& on_frame) {
        media::Frame frame;
        while (!clear_ && beginning_.read(frame)) {
            on_frame();
            if (frame.time_seconds < next_time_) continue;
            next_time_ = frame.time_seconds + options_.interval_seconds - tolerance;
            look(frame);
            // A few, for the other orientations.
            constexpr std::size_t most_kept = 8;
            if (kept_.size() < most_kept) kept_.push_back(std::exchange(frame, {}));
        }
        return result();
    }

  private:
    static constexpr double tolerance = 1e-6;

    void look(const media::Frame& frame) {
        const auto detections = detector_.detect(frame.image.view(), options_.minimum_detection_score);
        const auto persons = survey_.add(frame, detections);
        detections_.push_back({frame.time_seconds, detections});
        poses_.resize(survey_.persons().size());
        for (std::size_t i = 0; i < detections.size(); ++i) {
            const auto& person = survey_.persons()[persons[i]];
            if (is_due(person.sightings.size()) && is_free(detections, i))
                learn_appearance(frame, detections[i].box, persons[i]);
        }
        clear_ = is_clear(frame.time_seconds);
    }

    /// A few times, less and less often.
    static bool is_due(std::size_t sightings) {
        return sightings == 1 || sightings == 3 || sightings == 6 || sightings == 10 || sightings == 15;
    }

    static bool is_free(const std::vector<Detection>& detections, std::size_t index) {
        constexpr float little = 0.05F;
        return std::none_of(detections.begin(), detections.end(), [&](const Detection& other) {
            return &other != &detections[index] &&
                   intersection_over_union(other.box, detections[index].box) > little;
        });
    }

    void learn_appearance(const media::Frame& frame, const Box& box, std::size_t person) {
        const Pose pose = estimator_.estimate(frame.image.view(), box);
        survey_.add_pose_score(person, mean_score(pose));
        OrientedPose& best = poses_[person];
        if (mean_score(pose) > mean_score(best.pose)) best.pose = pose;
        constexpr float certain_score = 0.45F;
        if (mean_score(pose) < certain_score) return;
        if (const auto appearance = BodyAppearance::of(frame.image.view(), pose))
            survey_.add_look(person, *appearance);
    }

    bool is_clear(double time) const {
        if (options_.chosen && time < options_.chosen->time_seconds + options_.interval_seconds) return false;
        const auto trainer = survey_.trainer();
        if (time >= options_.longest_seconds) return true;
        if (!trainer || !survey_.is_settled_on(*trainer)) return false;
        if (time >= options_.least_seconds) return true;
        const auto& person = survey_.persons()[*trainer];
        const bool always = person.sightings.size() == detections_.size();
        const Point first = person.sightings.front().box.centre();
        const Point last = person.sightings.back().box.centre();
        const bool stays = std::abs(first.x - last.x) < person.sightings.front().box.width();
        return time >= options_.alone_seconds && survey_.persons().size() == 1 && always && stays;
    }

    std::optional<std::size_t> pointed_out(const PointedOut& somebody) const {
        std::optional<std::size_t> best;
        float most = 0;
        for (std::size_t person = 0; person < survey_.persons().size(); ++person) {
            for (const auto& sighting : survey_.persons()[person].sightings) {
                const double off = std::abs(sighting.time_seconds - somebody.time_seconds);
                if (off > options_.interval_seconds) continue;
                const float fit = intersection_over_union(sighting.box, somebody.box) /
                                  static_cast<float>(1 + off / options_.interval_seconds);
                if (fit <= most) continue;
                most = fit;
                best = person;
            }
        }
        return best;
    }

    /// The likeliest trainer in the frames that were kept with the body turned in this way.
    std::optional<SurveyedPerson> likeliest(int quarter_turns) const {
        PeopleSurvey survey(beginning_.info().width, beginning_.info().height, false);
        for (const media::Frame& frame : kept_) {
            survey.add(frame,
                       detector_.detect(frame.image.view(), options_.minimum_detection_score, quarter_turns));
        }
        const auto trainer = survey.trainer();
        if (!trainer) return std::nullopt;
        return survey.persons()[*trainer];
    }

    FoundPeople result() {
        FoundPeople found;
        found.persons = survey_.persons();
        found.trainer = options_.chosen ? pointed_out(*options_.chosen) : std::nullopt;
        if (!found.trainer) found.trainer = survey_.trainer();
        OrientedPose pose;
        if (found.trainer) pose = poses_[*found.trainer];
        for (int turns = 1; turns < 4 && !has_certain_orientation(pose); ++turns)
            consider_orientation(turns, found, pose);
        if (!found.trainer) {
            found.detections = std::move(detections_);
            return found;
        }
        const double first = found.persons[*found.trainer].sightings.front().time_seconds;
        for (const FrameDetections& looked_at : detections_) {
            if (looked_at.time_seconds < first) found.not_before = looked_at.time_seconds;
        }
        found.detections = std::move(detections_);
        return found;
    }

    /// The detector cuts off the limbs of a body that does not stand, or does not see it at all.
    void consider_orientation(int turns, FoundPeople& found, OrientedPose& best) {
        auto person = likeliest(turns);
        if (!person) return;
        const SurveyedPerson::Sighting& first = person->sightings.front();
        const auto frame = std::find_if(kept_.begin(), kept_.end(), [&](const media::Frame& kept) {
            return kept.time_seconds == first.time_seconds;
        });
        constexpr float same_person = 0.2F;
        const bool upright = found.trainer.has_value();
        if (upright) {
            const auto& sightings = found.persons[*found.trainer].sightings;
            const bool same = std::any_of(sightings.begin(), sightings.end(), [&](const auto& a) {
                return std::any_of(person->sightings.begin(), person->sightings.end(), [&](const auto& b) {
                    return a.time_seconds == b.time_seconds &&
                           intersection_over_union(a.box, b.box) >= same_person;
                });
            });
            if (!same) return;
        }
        const OrientedPose other{estimator_.estimate(frame->image.view(), first.box, turns), turns};
        if (!(upright ? is_clearly_better(other.pose, best.pose) : has_certain_orientation(other))) return;
        best = other;
        found.quarter_turns = turns;
        if (const auto appearance = BodyAppearance::of(frame->image.view(), other.pose))
            person->looks = {*appearance};
        if (found.trainer)
            found.persons[*found.trainer] = std::move(*person);
        else {
            found.trainer = found.persons.size();
            found.persons.push_back(std::move(*person));
        }
    }

    media::FrameSource& beginning_;
    const PersonDetector& detector_;
    const PoseEstimator& estimator_;
    const TrainerSearchOptions& options_;
    PeopleSurvey survey_;
    std::vector<OrientedPose> poses_;  ///< The best of each person, upright.
    std::vector<FrameDetections> detections_;
    std::vector<media::Frame> kept_;
    double next_time_ = 0;
    bool clear_ = false;
};

}  // namespace

std::vector<PossibleTrainer> possible_trainers(const FoundPeople& people) {
    constexpr double an_instant = 0.8;
    std::vector<const SurveyedPerson*> shown;
    for (std::size_t person = 0; person < people.persons.size(); ++person) {
        if (people.trainer == person || people.persons[person].seen_seconds > an_instant)
            shown.push_back(&people.persons[person]);
    }
    const SurveyedPerson* chosen = people.trainer ? &people.persons[*people.trainer] : nullptr;
    const auto weight = [&](const SurveyedPerson* person) {
        constexpr float chosen_weight = 1e6F;
        return person == chosen ? chosen_weight
                                : person->prominence * static_cast<float>(person->seen_seconds);
    };
    std::stable_sort(shown.begin(), shown.end(),
                     [&](const auto* a, const auto* b) { return weight(a) > weight(b); });
    constexpr std::size_t most = 8;
    if (shown.size() > most) shown.resize(most);

    const auto sighting_at = [](const SurveyedPerson& person, double time) {
        return std::find_if(person.sightings.begin(), person.sightings.end(),
                            [&](const auto& sighting) { return sighting.time_seconds == time; });
    };
    // Of the frames with the most of them, the one that shows them largest.
    double best_time = 0;
    std::pair<std::size_t, float> best{0, 0.0F};
    for (const FrameDetections& frame : people.detections) {
        std::pair<std::size_t, float> seen{0, 0.0F};
        for (const SurveyedPerson* person : shown) {
            const auto sighting = sighting_at(*person, frame.time_seconds);
            if (sighting == person->sightings.end()) continue;
            ++seen.first;
            seen.second += sighting->score * std::sqrt(sighting->box.area());
        }
        if (seen <= best) continue;
        best = seen;
        best_time = frame.time_seconds;
    }
    std::vector<PossibleTrainer> possible;
    for (const SurveyedPerson* person : shown) {
        auto sighting = sighting_at(*person, best_time);
        if (sighting == person->sightings.end()) {
            sighting = std::max_element(
                person->sightings.begin(), person->sightings.end(),
                [](const auto& a, const auto& b) { return a.score * a.box.area() < b.score * b.box.area(); });
        }
        const auto share = static_cast<float>(person->sightings.size()) /
                           static_cast<float>(std::max<std::size_t>(people.detections.size(), 1));
        possible.push_back(
            {sighting->time_seconds, sighting->box, share, person->is_still(), person == chosen});
    }
    return possible;
}

FoundPeople search_trainer(media::FrameSource& beginning, const PersonDetector& detector,
                           const PoseEstimator& estimator, const TrainerSearchOptions& options,
                           const std::function<void()>& on_frame) {
    return Search(beginning, detector, estimator, options).run(on_frame);
}

}  // namespace trainingzip::vision
