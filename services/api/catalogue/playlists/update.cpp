#include "api/catalogue/playlists/update.h"

#include <soci/soci.h>

#include <boost/json/object.hpp>

#include "api/catalogue/playlists/playlist_store.h"
#include "api/catalogue/playlists/playlists_sql.h"
#include "api/http/hal.h"

namespace trainingzip::api {

web::Response update_playlist(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const std::int64_t id = playlist_id(request);
    const PlaylistFields fields = PlaylistFields::read(request);
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        const Playlist before = require_own_playlist(session, id, caller);
        const std::string visibility = fields.visibility.value_or(before.visibility);
        session << playlists_sql::update, soci::use(fields.title, "title"), soci::use(fields.body, "body"),
            soci::use(visibility, "visibility"), soci::use(now, "now"), soci::use(id, "id");
        if (fields.trainings) replace_items(session, id, *fields.trainings, caller);
    });
    return web::Response::hal(boost::json::object{
        {"_links",
         make_links(request, {{"self", playlist_path(id)}, {"profile", profile_path("update-playlist")}})}});
}

}  // namespace trainingzip::api
