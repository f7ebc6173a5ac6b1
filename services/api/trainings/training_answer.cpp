#include "api/trainings/training_answer.h"

#include "api/hal.h"
#include "base/clock.h"

namespace trainingzip::api {

boost::json::object training_summary(const Training& training) {
    return {{"trainingId", training.id},
            {"title", training.title},
            {"body", training.body},
            {"trainer", training.trainer},
            {"views", training.views},
            {"modifiedDate", to_iso8601(from_unix_milliseconds(training.modified_at))},
            {"category", training.category}};
}

boost::json::object training_list_item(const web::Request& request, const Training& training,
                                       bool for_owner) {
    boost::json::object item = training_summary(training);
    if (for_owner) {
        item["state"] = training.state;
        item["visibility"] = training.visibility;
        if (training.hidden != 0) item["hidden"] = true;
    }
    boost::json::object links = make_links(request, {{"self", training_path(training.id)}});
    if (training.thumbnail_at > 0) {
        links["thumbnail"] =
            boost::json::object{{"href", request.external_base() + thumbnail_path(training)}};
    }
    item["_links"] = std::move(links);
    return item;
}

std::string training_path(std::int64_t id) {
    return "/trainings/" + std::to_string(id);
}

std::string thumbnail_path(const Training& training) {
    return "/thumbnail/" + std::to_string(training.id) + "?v=" + std::to_string(training.thumbnail_at);
}

}  // namespace trainingzip::api
