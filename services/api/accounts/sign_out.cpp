#include "api/accounts/sign_out.h"

#include "api/accounts/sessions.h"
#include "api/accounts/token_answer.h"

namespace trainingzip::api {

web::Response sign_out(const AccountsContext& context, const web::Request& request) {
    if (const auto sent = read_refresh_token(request)) end_session(context, sent->text);
    web::Response response = web::Response::empty();
    clear_refresh_cookie(response);
    return response;
}

}  // namespace trainingzip::api
