#include "api/community/subscriptions/list.h"

#include <soci/soci.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "api/catalogue/pictures/picture_links.h"
#include "api/community/subscriptions/subscriptions_sql.h"
#include "auth/user_id.h"

namespace trainingzip::api {

web::Response list_subscriptions(const CommunityContext& context, const web::Request& request,
                                 const auth::Principal& caller) {
    boost::json::array items;
    context.database.with_session([&](soci::session& session) {
        std::int64_t id = 0;
        std::string name;
        std::int64_t image_at = 0;
        soci::statement statement =
            (session.prepare << subscriptions_sql::select_many, soci::into(id), soci::into(name),
             soci::into(image_at), soci::use(caller.user_id, "user_id"));
        statement.execute();
        while (statement.fetch()) {
            boost::json::object links;
            add_picture_links(links, request, "trainerImage", profile_image_path(id), image_at);
            boost::json::object item{{"trainerId", auth::user_id_text(id)}, {"trainerName", name}};
            if (!links.empty()) item["_links"] = std::move(links);
            items.push_back(std::move(item));
        }
    });
    return web::Response::hal(std::move(items));
}

}  // namespace trainingzip::api
