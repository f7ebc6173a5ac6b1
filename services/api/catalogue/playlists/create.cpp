#include "api/catalogue/playlists/create.h"

#include <soci/soci.h>

#include <boost/json/object.hpp>

#include "api/catalogue/playlists/playlist_store.h"
#include "api/catalogue/playlists/playlists_sql.h"
#include "api/http/hal.h"

namespace trainingzip::api {

web::Response create_playlist(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const PlaylistFields fields = PlaylistFields::read(request);
    const std::string visibility = fields.visibility.value_or("private");
    const std::int64_t now = context.now();
    const std::int64_t id = context.database.in_transaction([&](soci::session& session) {
        std::int64_t created = 0;
        session << playlists_sql::insert, soci::into(created), soci::use(caller.user_id, "owner"),
            soci::use(fields.title, "title"), soci::use(fields.body, "body"),
            soci::use(visibility, "visibility"), soci::use(now, "now");
        if (fields.trainings) replace_items(session, created, *fields.trainings, caller);
        return created;
    });
    const std::string path = playlist_path(id);
    web::Response response = web::Response::hal(
        boost::json::object{
            {"playlistId", id},
            {"_links", make_links(request, {{"self", path}, {"profile", profile_path("create-playlist")}})}},
        201);
    response.headers.add("Location", request.external_base() + path);
    return response;
}

}  // namespace trainingzip::api
