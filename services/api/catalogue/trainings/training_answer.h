#pragma once

#include <boost/json/object.hpp>

#include "api/catalogue/trainings/training_store.h"
#include "web/request.h"

namespace trainingzip::api {

/// {trainingId, title, body, trainer, views, modifiedDate, category} with `_links` self and, where there is a
/// picture of the training or its trainer, thumbnail or trainerImage in all sizes: the form in lists. For the
/// owner's own list with `state`, `visibility` and, when an admin has hidden it, `hidden`.
boost::json::object training_list_item(const web::Request& request, const Training& training, bool for_owner);

/// "/trainings/7"
std::string training_path(std::int64_t id);

}  // namespace trainingzip::api
