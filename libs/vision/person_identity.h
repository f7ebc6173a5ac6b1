#pragma once

#include <optional>
#include <vector>

#include "vision/body_appearance.h"
#include "vision/geometry.h"

namespace trainingzip::vision {

/// What is remembered of one person to know the person again: where, how fast, and how dressed.
class PersonIdentity {
  public:
    /// looks: as the person was seen before, maybe never.
    PersonIdentity(const Box& box, double time_seconds, std::vector<BodyAppearance> looks);

    double last_seen() const { return last_seen_; }
    bool knows_place() const { return knows_place_; }
    bool has_appearance() const { return !looks_.empty(); }

    /// Where the person is by now, if nothing stops or turns the person; as after `farthest_seconds` later
    /// on.
    Box predicted(double time_seconds, double farthest_seconds = 0.4) const;

    /// The person is in another place, which says nothing about where the person went: a cut of the camera.
    void forget_place() { knows_place_ = false; }

    /// How far a box is from where the person can be: 0 there, 1 hardly.
    float distance(const Box& box, double time_seconds) const;
    /// How much less somebody looks like the person than the person usually does: 0 as much, 1 hardly.
    /// nullopt where either was never seen clearly.
    std::optional<float> difference(const std::optional<BodyAppearance>& appearance) const;
    /// The best likeness to one of the person's looks, 0 to 1; 0 where none is known.
    float likeness(const BodyAppearance& appearance) const;

    /// Whether both look so much alike that looks do not tell them apart.
    bool is_dressed_as(const PersonIdentity& other) const;

    /// The person was seen in a box; `is_clear` where nobody else can be in front, so that looks are learnt.
    void seen(const Box& box, double time_seconds, const std::optional<BodyAppearance>& appearance,
              bool is_clear);

    /// A detector sees the box of the same moment so.
    void correct(const Box& box);

  private:
    void learn(const BodyAppearance& appearance, double elapsed);

    Box box_;         ///< Its edges open at once and close slowly.
    Point centre_;    ///< Of the last box.
    Point velocity_;  ///< Of the centre, pixels a second.
    double last_seen_;
    bool knows_place_ = true;
    std::vector<BodyAppearance> looks_;  ///< From several sides, in several postures; not many.
    float usual_likeness_;
};

}  // namespace trainingzip::vision
