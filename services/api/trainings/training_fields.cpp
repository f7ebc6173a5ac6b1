#include "api/trainings/training_fields.h"

#include "api/accounts/account_rules.h"
#include "api/optional_fields.h"
#include "api/trainings/tags.h"
#include "web/json_body.h"

namespace trainingzip::api {

TrainingFields TrainingFields::read(const web::Request& request) {
    const web::JsonBody body(request, {"title", "body", "visibility", "category", "tags"});
    TrainingFields fields;
    fields.title = read_visible_text(body, "title", 100);
    fields.body = body.text("body", 0, 10'000);
    fields.visibility = optional_choice(body, "visibility", visibilities);
    fields.category = optional_choice(body, "category", categories);
    if (body.object().contains("tags")) fields.tags = read_tags(body, "tags");
    return fields;
}

}  // namespace trainingzip::api
