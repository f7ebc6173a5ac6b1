#include "api/accounts/first_admin.h"

#include <soci/soci.h>

#include "api/accounts/accounts_sql.h"

namespace trainingzip::api {

void promote_first_admin(ApiContext& context) {
    const std::string& login_id = context.settings.first_admin;
    if (login_id.empty()) return;
    context.database.with_session(
        [&](soci::session& session) { session << accounts_sql::promote, soci::use(login_id, "login_id"); });
}

}  // namespace trainingzip::api
