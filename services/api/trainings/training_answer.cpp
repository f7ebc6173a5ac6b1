#include "api/trainings/training_answer.h"

#include "api/accounts/account_rules.h"
#include "api/hal.h"
#include "base/clock.h"

namespace trainingzip::api {

boost::json::object training_summary(const Training& training) {
    return {{"trainingId", training.id},
            {"title", training.title},
            {"body", training.body},
            {"trainer", training.trainer},
            {"views", training.views},
            {"modifiedDate", to_iso8601(from_unix_milliseconds(training.modified_at))}};
}

boost::json::object training_list_item(const web::Request& request, const Training& training,
                                       bool with_state) {
    boost::json::object item = training_summary(training);
    if (with_state) item["state"] = training.state;
    item["_links"] = make_links(request, {{"self", training_path(training.id)}});
    return item;
}

std::string training_path(std::int64_t id) {
    return "/trainings/" + std::to_string(id);
}

TrainingText TrainingText::read(const web::Request& request) {
    const web::JsonBody body(request, {"title", "body"});
    return web::read_fields(body, [](web::BodyFields& fields) {
        return TrainingText{read_visible_text(fields, "title", 100), fields.text("body", 0, 10'000)};
    });
}

}  // namespace trainingzip::api
