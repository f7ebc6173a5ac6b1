#include "api/community/subscriptions/list.h"

#include <soci/soci.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "api/community/subscriptions/subscriptions_sql.h"
#include "auth/user_id.h"

namespace trainingzip::api {

web::Response list_subscriptions(const CommunityContext& context, const web::Request&,
                                 const auth::Principal& caller) {
    boost::json::array items;
    context.database.with_session([&](soci::session& session) {
        std::int64_t id = 0;
        std::string name;
        soci::statement statement = (session.prepare << subscriptions_sql::select_many, soci::into(id),
                                     soci::into(name), soci::use(caller.user_id, "user_id"));
        statement.execute();
        while (statement.fetch()) {
            items.push_back(
                boost::json::object{{"trainerId", auth::user_id_text(id)}, {"trainerName", name}});
        }
    });
    return web::Response::hal(std::move(items));
}

}  // namespace trainingzip::api
