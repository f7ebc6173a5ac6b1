#include "api/operations/users/read.h"

#include <soci/soci.h>

#include "api/operations/users/user_store.h"

namespace trainingzip::api {

web::Response read_user(const OperationsContext& context, const web::Request& request,
                        const auth::Principal&) {
    const User user =
        context.database.with_session([&](soci::session& session) { return require_user(session, request); });
    return web::Response::hal(user_answer(request, user));
}

}  // namespace trainingzip::api
