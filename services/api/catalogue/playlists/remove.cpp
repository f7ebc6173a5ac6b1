#include "api/catalogue/playlists/remove.h"

#include <soci/soci.h>

#include <boost/json/object.hpp>

#include "api/catalogue/playlists/playlist_store.h"
#include "api/catalogue/playlists/playlists_sql.h"
#include "api/http/hal.h"

namespace trainingzip::api {

web::Response remove_playlist(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const std::int64_t id = playlist_id(request);
    context.database.in_transaction([&](soci::session& session) {
        require_own_playlist(session, id, caller);
        session << playlists_sql::remove, soci::use(id, "id");
    });
    return web::Response::hal(
        boost::json::object{{"_links", make_links(request, {{"playlists", "/me/playlists"},
                                                            {"profile", profile_path("delete-playlist")}})}});
}

}  // namespace trainingzip::api
