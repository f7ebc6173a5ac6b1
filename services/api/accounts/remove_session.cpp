#include "api/accounts/remove_session.h"

#include "api/accounts/sessions.h"
#include "api/accounts/token_answer.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response remove_session(const AccountsContext& context, const web::Request& request,
                             const auth::Principal& caller) {
    const std::string& id = request.path_parameter("id");
    if (!end_session(context, caller.user_id, id)) {
        throw Failure(ErrorCode::session_not_found, "no session of this user");
    }
    web::Response response = web::Response::empty();
    if (id == caller.session_id) clear_refresh_cookie(response);
    return response;
}

}  // namespace trainingzip::api
