#pragma once

#include <boost/json/object.hpp>

#include "api/trainings/training_store.h"
#include "web/json_body.h"
#include "web/request.h"

namespace trainingzip::api {

/// {trainingId, title, body, trainer, views, modifiedDate}, the form in lists.
boost::json::object training_summary(const Training& training);

/// The summary with `_links.self`, and for the owner's own list with `state`.
boost::json::object training_list_item(const web::Request& request, const Training& training,
                                       bool with_state);

/// "/trainings/7"
std::string training_path(std::int64_t id);

/// What POST and PUT take. Throws as web::JsonBody does.
struct TrainingText {
    std::string title;  ///< 1 to 100 characters, not blank.
    std::string body;   ///< Up to 10 000 characters.

    static TrainingText read(const web::Request& request);
};

}  // namespace trainingzip::api
