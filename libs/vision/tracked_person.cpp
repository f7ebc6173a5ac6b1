#include "vision/tracked_person.h"

#include "vision/body_orientation.h"
#include "vision/person_tracker.h"

namespace trainingzip::vision {

std::optional<TrackedPerson> TrackedPersonReader::read(const Pose& pose) {
    constexpr float least_score = 0.25F;
    const auto box = box_of_pose(pose);
    if (!box || mean_score(pose) < least_score) return std::nullopt;
    quarter_turns_ = quarter_turns_of(pose, quarter_turns_);
    return TrackedPerson{*box, quarter_turns_, pose};
}

}  // namespace trainingzip::vision
