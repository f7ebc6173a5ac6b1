#pragma once

#include <optional>
#include <vector>

#include "media/frame.h"
#include "vision/body_appearance.h"
#include "vision/geometry.h"
#include "vision/person_identity.h"
#include "vision/person_patch.h"
#include "vision/trainer_search.h"

namespace trainingzip::vision {

/// Whether one of two boxes covers a part of the other that matters.
bool cover(const Box& a, const Box& b);

/// Who and what is taken for the trainer most easily: other persons in view, and pictures of persons on the
/// wall. Times are seconds of the video. Belongs to one thread.
class Bystanders {
  public:
    /// Those whom the search has seen together with the trainer.
    explicit Bystanders(const FoundPeople& people);

    /// Takes somebody who is not the trainer for one already known or for a new one; of more than eight the
    /// one who was seen longest ago is forgotten.
    void remember(const Box& box, double time_seconds, const std::optional<BodyAppearance>& appearance);

    /// After a cut of the camera: nobody is where they were.
    void forget_places();

    /// Whether somebody covers the trainer or soon will.
    bool is_anybody_near(const PersonIdentity& trainer, double time_seconds) const;

    /// Whether somebody was seen in the last second.
    bool is_anybody_in_view(double time_seconds) const;

    /// Whether a box is where one of them must be, rather than where the trainer must be.
    bool is_place_of_one(const Box& box, const PersonIdentity& trainer, double time_seconds) const;

    /// Whether a box is in the place of one whose looks are known.
    bool knows_who_is_at(const Box& box, double time_seconds) const;

    bool is_dressed_as_one(const std::optional<BodyAppearance>& appearance) const;

    struct Resemblance {
        float amount = 0;    ///< 0: nobody here is more like it than the trainer is.
        bool alike = false;  ///< Whether somebody here cannot be told from the trainer by their looks.
    };
    /// How much more something in the box is one of them than the trainer.
    Resemblance resemblance(const Box& box, const std::optional<BodyAppearance>& appearance,
                            const PersonIdentity& trainer, double time_seconds) const;

    /// Remembers the trainer and whoever is about to cover them and looks alike, for two seconds. Changes
    /// nothing while such a crossing is remembered already.
    void watch_crossings(const PersonIdentity& trainer, double time_seconds);

    /// Whether the two boxes, taken for the trainer and for another after a crossing, are those of the two
    /// the other way round, if both went on as they did. false without a crossing.
    bool is_swapped(const Box& trainer, const Box& bystander, double time_seconds) const;

    bool is_crossing() const { return crossing_.has_value(); }
    void end_crossing() { crossing_.reset(); }

    /// Whether what a box shows is a picture on the wall, there or where the camera has turned it to.
    bool is_picture(const media::Frame& frame, const Box& box) const;

  private:
    struct Crossing {
        PersonIdentity trainer;
        PersonIdentity bystander;
        double begun;
    };

    static bool is_place_of(const PersonIdentity& person, const Box& box, const PersonIdentity& trainer,
                            double time_seconds);

    std::vector<PersonIdentity> persons_;
    std::vector<PersonPatch> pictures_;
    std::optional<Crossing> crossing_;
};

}  // namespace trainingzip::vision
