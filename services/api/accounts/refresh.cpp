#include "api/accounts/refresh.h"

#include "api/accounts/sessions.h"
#include "api/accounts/token_answer.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response refresh(const AccountsContext& context, const web::Request& request) {
    const auto sent = read_refresh_token(request);
    if (!sent) {
        throw Failure(ErrorCode::body_invalid, "no refresh token", {{"/refreshToken", "required"}});
    }
    try {
        return token_answer(context, continue_session(context, sent->text), !sent->from_cookie);
    } catch (const Failure& failure) {
        // A browser would send the useless cookie for ever.
        if (!sent->from_cookie || describe(failure.code()).http_status != 401) throw;
        web::Response response = web::error_response(failure, request);
        clear_refresh_cookie(response);
        return response;
    }
}

}  // namespace trainingzip::api
