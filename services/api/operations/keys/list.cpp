#include "api/operations/keys/list.h"

#include "api/operations/keys/key_answer.h"

namespace trainingzip::api {

web::Response list_keys(const OperationsContext& context, const web::Request& request,
                        const auth::Principal&) {
    return key_list_answer(context, request);
}

}  // namespace trainingzip::api
