#pragma once

#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "media/frame.h"
#include "vision/body_appearance.h"
#include "vision/geometry.h"
#include "vision/person_patch.h"

namespace trainingzip::vision {

/// Somebody who was seen in several frames of a video, or the picture of somebody.
struct SurveyedPerson {
    struct Sighting {
        double time_seconds = 0;
        Box box;          ///< Pixels of the video.
        float score = 0;  ///< The detector's.
    };

    std::vector<Sighting> sightings;  ///< In the order of time; never empty.
    float prominence = 0;             ///< Large, near the centre, certain: the mean of all sightings.
    double seen_seconds = 0;
    float movement = 0;      ///< The median change of what the box shows, 0 to 1, see PersonPatch::change().
    BodyAppearance colours;  ///< Of the boxes.
    std::vector<BodyAppearance> looks;  ///< In poses, where the owner of the survey has added them.
    std::optional<PersonPatch> patch;   ///< Of the last sighting.
    /// The best mean keypoint score of the poses that were read in the boxes; nullopt where none was.
    std::optional<float> pose_score;

    /// A picture on a wall, or somebody who keeps as still.
    bool is_still() const;
};

/// Keeps apart the persons that a detector finds in frames some tenths of a second apart, and chooses among
/// them the one the video is about.
class PeopleSurvey {
  public:
    /// with_colours: whether the colours help to keep persons apart, which they do for those who stand.
    PeopleSurvey(int picture_width, int picture_height, bool with_colours = true);

    /// Takes the persons detected in a frame, which must be later than those before. Returns the index in
    /// persons() of each.
    std::vector<std::size_t> add(const media::Frame& frame, std::span<const Detection> detections);

    const std::vector<SurveyedPerson>& persons() const { return persons_; }
    /// A pose was read in a sighting. Of somebody, all of them weak, it is hardly a person: a reflection on
    /// the floor, a coat on a chair.
    void add_pose_score(std::size_t person, float mean_score);
    void add_look(std::size_t person, const BodyAppearance& look) { persons_[person].looks.push_back(look); }

    /// The one who is large, near the centre and in view for long, and moves; somebody still only where
    /// nobody moves whose body can be read. nullopt where nobody was seen.
    std::optional<std::size_t> trainer() const;

    /// Whether the choice of this person would hardly change with more frames.
    bool is_settled_on(std::size_t person) const;

  private:
    struct Track {
        std::deque<PersonPatch> patches;  ///< Of the last sightings.
        std::deque<double> patch_times;
        std::vector<float> changes;
        Point velocity;  ///< Pixels a second.
        float prominence_sum = 0;
    };

    float cost(std::size_t person, const Detection& detection, const BodyAppearance& colours,
               double time_seconds) const;
    void sight(std::size_t person, const media::Frame& frame, std::span<const Detection> detections,
               std::size_t detection, const BodyAppearance& colours);
    float weight(const SurveyedPerson& person) const;

    int width_;
    int height_;
    bool with_colours_;
    std::vector<SurveyedPerson> persons_;
    std::vector<Track> tracks_;  ///< Of each person.
    std::optional<double> first_sighting_;
    double last_time_ = 0;
    double step_ = 0;
};

}  // namespace trainingzip::vision
