#include "api/accounts/sign_out_all.h"

#include "api/accounts/sessions.h"
#include "api/accounts/token_answer.h"

namespace trainingzip::api {

web::Response sign_out_all(const AccountsContext& context, const web::Request&,
                           const auth::Principal& caller) {
    context.database.in_transaction([&](soci::session& session) { end_sessions(session, caller.user_id); });
    web::Response response = web::Response::empty();
    clear_refresh_cookie(response);
    return response;
}

}  // namespace trainingzip::api
