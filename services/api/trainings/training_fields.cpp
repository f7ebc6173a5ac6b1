#include "api/trainings/training_fields.h"

#include "api/composed_text.h"
#include "api/optional_fields.h"
#include "api/trainings/tags.h"
#include "api/visible_text.h"
#include "web/json_body.h"

namespace trainingzip::api {

TrainingFields TrainingFields::read(const web::Request& request) {
    const web::JsonBody body(request, {"title", "body", "visibility", "category", "tags"});
    return web::read_fields(body, [](web::BodyFields& fields) {
        TrainingFields training;
        training.title = composed(read_visible_text(fields, "title", 100));
        training.body = composed(fields.text("body", 0, 10'000));
        training.visibility = optional_choice(fields, "visibility", visibilities);
        training.category = optional_choice(fields, "category", categories);
        if (fields.find("tags") != nullptr) training.tags = read_tags(fields, "tags");
        return training;
    });
}

}  // namespace trainingzip::api
