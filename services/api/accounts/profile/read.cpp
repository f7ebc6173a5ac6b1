#include "api/accounts/profile/read.h"

#include <soci/soci.h>

#include "api/accounts/profile/profile_sql.h"
#include "api/catalogue/pictures/picture_links.h"
#include "api/http/hal.h"
#include "auth/user_id.h"
#include "base/error.h"

namespace trainingzip::api {

namespace {

struct Profile {
    std::string name;
    int leaderboard = 1;
    std::string email;
    std::int64_t email_confirmed_at = 0;  ///< Unix milliseconds; 0 when it is not.
    std::int64_t image_at = 0;            ///< Unix milliseconds; 0 when there is none.
};

Profile find_profile(soci::session& session, std::int64_t user_id) {
    Profile profile;
    session << profile_sql::select_profile, soci::into(profile.name), soci::into(profile.leaderboard),
        soci::into(profile.email), soci::into(profile.email_confirmed_at), soci::into(profile.image_at),
        soci::use(user_id, "id");
    if (!session.got_data()) throw Failure(ErrorCode::user_not_found, "user of the token is gone");
    return profile;
}

}  // namespace

web::Response read_profile(const AccountsContext& context, const web::Request& request,
                           const auth::Principal& caller) {
    const Profile profile = context.database.with_session(
        [&](soci::session& session) { return find_profile(session, caller.user_id); });
    const std::string image = profile_image_path(caller.user_id);
    boost::json::object links = make_links(
        request, {{"self", "/profile"}, {"image", image}, {"profile", profile_path("read-profile")}});
    add_picture_links(links, request, "image", image, profile.image_at);
    const bool is_confirmed = profile.email_confirmed_at > 0;
    if (context.is_mail_offered && !profile.email.empty() && !is_confirmed) {
        links.insert_or_assign("sendConfirmation",
                               make_links(request, {{"it", "/auth/email/confirmation"}}).at("it"));
    }
    boost::json::object answer{{"name", profile.name},
                               {"userId", auth::user_id_text(caller.user_id)},
                               {"leaderboard", profile.leaderboard != 0},
                               {"emailConfirmed", is_confirmed}};
    if (!profile.email.empty()) answer["email"] = profile.email;
    answer["_links"] = std::move(links);
    return web::Response::hal(answer);
}

}  // namespace trainingzip::api
