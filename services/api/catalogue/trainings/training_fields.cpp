#include "api/catalogue/trainings/training_fields.h"

#include "api/catalogue/trainings/tags.h"
#include "api/http/nonblank_text.h"
#include "api/http/optional_fields.h"
#include "base/composed_text.h"
#include "base/encoding.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_title = 100;
constexpr std::size_t longest_body = 10'000;

/// A few characters are longer in the composed form.
void compose(web::BodyFields& fields, std::string_view field, std::string& text, std::size_t maximum) {
    text = composed(text);
    if (fields.is_good(field) && count_code_points(text) > maximum) {
        fields.refuse(field, "too_long", static_cast<std::int64_t>(maximum));
    }
}

}  // namespace

TrainingFields TrainingFields::read(const web::Request& request) {
    const web::JsonBody body(request, {"title", "body", "visibility", "category", "tags"});
    return web::read_fields(body, [](web::BodyFields& fields) {
        TrainingFields training;
        training.title = read_nonblank_text(fields, "title", longest_title);
        compose(fields, "title", training.title, longest_title);
        training.body = fields.text("body", 0, longest_body);
        compose(fields, "body", training.body, longest_body);
        training.visibility = optional_choice(fields, "visibility", visibilities);
        training.category = optional_choice(fields, "category", categories);
        if (fields.find("tags") != nullptr) training.tags = read_tags(fields, "tags");
        return training;
    });
}

}  // namespace trainingzip::api
