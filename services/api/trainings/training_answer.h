#pragma once

#include <boost/json/object.hpp>

#include "api/trainings/training_store.h"
#include "web/request.h"

namespace trainingzip::api {

/// {trainingId, title, body, trainer, views, modifiedDate, category}, the form in lists.
boost::json::object training_summary(const Training& training);

/// The summary with `_links` self and, where there is one, thumbnail; for the owner's own list with `state`,
/// `visibility` and, when an admin has hidden it, `hidden`.
boost::json::object training_list_item(const web::Request& request, const Training& training, bool for_owner);

/// "/trainings/7"
std::string training_path(std::int64_t id);
/// "/thumbnail/7?v=1700000000000": another address for each version of the picture.
std::string thumbnail_path(const Training& training);

}  // namespace trainingzip::api
