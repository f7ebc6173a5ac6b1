#include "api/profile/read.h"

#include <soci/soci.h>

#include "api/hal.h"
#include "api/profile/profile_sql.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response read_profile(ApiContext& context, const web::Request& request, const auth::Principal& caller) {
    int leaderboard = 1;
    const std::string name = context.database.with_session([&](soci::session& session) {
        std::string found;
        session << profile_sql::select_name, soci::into(found), soci::into(leaderboard),
            soci::use(caller.user_id, "id");
        if (!session.got_data()) throw Failure(ErrorCode::user_not_found, "user of the token is gone");
        return found;
    });
    const std::string image = "/profile/" + std::to_string(caller.user_id) + "/image";
    return web::Response::hal(boost::json::object{
        {"name", name},
        {"userId", caller.user_id},
        {"leaderboard", leaderboard != 0},
        {"_links",
         make_links(request,
                    {{"self", "/profile"}, {"image", image}, {"profile", profile_path("read-profile")}})}});
}

}  // namespace trainingzip::api
