#include "jobs/possible_trainers.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <cmath>
#include <string_view>

#include "base/error.h"

namespace trainingzip::jobs {

namespace {

using boost::json::object;
using boost::json::value;

/// A fraction may be off by rounding on its way.
constexpr double rounding = 1e-6;

[[noreturn]] void refuse() {
    throw Failure(ErrorCode::processing_failed, "possible trainers of a worker");
}

const object& object_of(const value& value) {
    const object* found = value.if_object();
    if (found == nullptr) refuse();
    return *found;
}

const value& field_of(const object& object, std::string_view name) {
    const value* found = object.if_contains(name);
    if (found == nullptr) refuse();
    return *found;
}

double number_of(const object& object, std::string_view name, double most) {
    const value& field = field_of(object, name);
    if (!field.is_number()) refuse();
    const auto number = field.to_number<double>();
    if (!std::isfinite(number) || number < 0 || number > most) refuse();
    return number;
}

bool flag_of(const object& object, std::string_view name) {
    const value& field = field_of(object, name);
    if (!field.is_bool()) refuse();
    return field.get_bool();
}

}  // namespace

object to_json(const PersonInFrame& person) {
    return {{"timeSeconds", person.time_seconds},
            {"box", object{{"left", person.left},
                           {"top", person.top},
                           {"width", person.width},
                           {"height", person.height}}}};
}

object to_json(const PossibleTrainer& person) {
    object described = to_json(person.place);
    described["shareOfTime"] = person.share_of_time;
    described["isStill"] = person.is_still;
    described["isTrainer"] = person.is_trainer;
    return described;
}

boost::json::array to_json(const PossibleTrainers& people) {
    boost::json::array described;
    for (const PossibleTrainer& person : people) described.push_back(to_json(person));
    return described;
}

PersonInFrame read_person_in_frame(const value& value) {
    constexpr double longest_video_seconds = 1e6;
    const object& fields = object_of(value);
    const object& box = object_of(field_of(fields, "box"));
    PersonInFrame person;
    person.time_seconds = number_of(fields, "timeSeconds", longest_video_seconds);
    person.left = number_of(box, "left", 1);
    person.top = number_of(box, "top", 1);
    person.width = number_of(box, "width", 1 - person.left + rounding);
    person.height = number_of(box, "height", 1 - person.top + rounding);
    if (person.width == 0 || person.height == 0) refuse();
    return person;
}

PossibleTrainers read_possible_trainers(const value& value) {
    constexpr std::size_t most = 16;
    const boost::json::array* values = value.if_array();
    if (values == nullptr || values->size() > most) refuse();
    PossibleTrainers people;
    for (const auto& element : *values) {
        const object& fields = object_of(element);
        people.push_back({read_person_in_frame(element), number_of(fields, "shareOfTime", 1),
                          flag_of(fields, "isStill"), flag_of(fields, "isTrainer")});
    }
    if (std::ranges::count_if(people, &PossibleTrainer::is_trainer) > 1) refuse();
    return people;
}

PossibleTrainers possible_trainers_from_text(const std::string& text) {
    boost::system::error_code error;
    const value parsed = boost::json::parse(text, error);
    if (error) return {};
    try {
        return read_possible_trainers(parsed);
    } catch (const Failure&) {
        return {};
    }
}

}  // namespace trainingzip::jobs
