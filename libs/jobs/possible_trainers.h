#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <vector>

namespace trainingzip::jobs {

/// Where somebody is in a frame of a video: {"timeSeconds":0.4,"box":{"left":0.1,"top":0.2,"width":0.3,
/// "height":0.6}}. The box is in fractions of the picture, inside it.
struct PersonInFrame {
    double time_seconds = 0;
    double left = 0;
    double top = 0;
    double width = 1;
    double height = 1;

    bool operator==(const PersonInFrame&) const = default;
};

/// One of the persons of a video who may be the trainer: a PersonInFrame with {"shareOfTime":0.9,
/// "isStill":false,"isTrainer":true} besides.
struct PossibleTrainer {
    PersonInFrame place;
    double share_of_time = 0;  ///< In view, of the part of the video that was looked at, 0 to 1.
    bool is_still = false;     ///< A picture, or somebody who does not move.
    bool is_trainer = false;   ///< The one whose poses were found.

    bool operator==(const PossibleTrainer&) const = default;
};

using PossibleTrainers = std::vector<PossibleTrainer>;

boost::json::object to_json(const PersonInFrame& person);
boost::json::object to_json(const PossibleTrainer& person);
boost::json::array to_json(const PossibleTrainers& people);

/// What to_json() makes, read. Throw Failure(processing_failed) for anything else: fields that are missing,
/// numbers out of range, more than 16 persons, or several trainers.
PersonInFrame read_person_in_frame(const boost::json::value& value);
PossibleTrainers read_possible_trainers(const boost::json::value& value);

/// The same as text, for the database. What cannot be read is nobody.
PossibleTrainers possible_trainers_from_text(const std::string& text);

}  // namespace trainingzip::jobs
