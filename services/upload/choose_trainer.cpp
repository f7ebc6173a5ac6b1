#include "upload/choose_trainer.h"

#include "upload/process_again.h"
#include "upload/training_access.h"
#include "web/json_body.h"

namespace trainingzip::upload {

namespace {

/// From 1 on.
std::int64_t person_number(const web::JsonBody& body) {
    const auto* value = body.object().if_contains("person");
    if (value == nullptr) throw Failure(ErrorCode::body_invalid, "/person", {{"/person", "required"}});
    if (!value->is_int64()) throw Failure(ErrorCode::body_invalid, "/person", {{"/person", "type"}});
    if (value->get_int64() < 1)
        throw Failure(ErrorCode::body_fields_invalid, "/person", {{"/person", "too_small", 1}});
    return value->get_int64();
}

}  // namespace

web::Response choose_trainer(UploadContext& context, const web::Request& request,
                             const auth::Principal& principal) {
    const std::int64_t number = person_number(web::JsonBody(request, {"person"}));
    const std::int64_t id = require_own_training(context.uploads, request, principal);
    if (context.uploads.is_busy(id)) throw Failure(ErrorCode::upload_in_progress);
    const auto published = context.uploads.published(id);
    if (!published) throw Failure(ErrorCode::file_not_found, "nothing is published");
    const jobs::PossibleTrainers people = context.people.people(published->id);
    if (number > std::ssize(people)) throw Failure(ErrorCode::person_not_found);
    const jobs::PossibleTrainer& person = people[static_cast<std::size_t>(number - 1)];
    if (!person.is_trainer) {
        context.logger.info("trainer_chosen", {{"training_id", id}, {"person", number}});
        process_published_again(context, id, request.request_id, person.place);
    }
    return processing_started(request, id);
}

}  // namespace trainingzip::upload
