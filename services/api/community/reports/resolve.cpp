#include "api/community/reports/resolve.h"

#include <soci/soci.h>

#include "api/community/reports/report_store.h"
#include "api/community/reports/reports_sql.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response resolve_report(const CommunityContext& context, const web::Request& request,
                             const auth::Principal& caller) {
    const std::int64_t id = request.path_id("id", ErrorCode::report_not_found);
    const std::int64_t now = context.now();
    const Report report = context.database.in_transaction([&](soci::session& session) {
        session << reports_sql::resolve, soci::use(now, "now"), soci::use(caller.user_id, "admin"),
            soci::use(id, "id");
        return require_report(session, id);
    });
    return web::Response::hal(report_answer(request, report));
}

}  // namespace trainingzip::api
