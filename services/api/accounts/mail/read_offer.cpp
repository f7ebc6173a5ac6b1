#include "api/accounts/mail/read_offer.h"

namespace trainingzip::api {

web::Response read_mail_offer(const AccountsContext& context, const web::Request&) {
    return web::Response::json({{"offered", context.is_mail_offered}});
}

}  // namespace trainingzip::api
