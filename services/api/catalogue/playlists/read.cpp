#include "api/catalogue/playlists/read.h"

#include <soci/soci.h>

#include <boost/json/array.hpp>

#include "api/catalogue/playlists/playlist_store.h"
#include "api/catalogue/playlists/playlists_sql.h"
#include "api/catalogue/trainings/training_answer.h"
#include "domain/training_access.h"

namespace trainingzip::api {
namespace {

std::vector<Training> find_items(soci::session& session, std::int64_t id, const auth::Principal* caller) {
    const domain::Viewer viewer(caller);
    TrainingFilter filter(playlists_sql::from_items, playlists_sql::is_item);
    filter.require(domain::training_access_sql::visible);
    filter.bind("playlist", id);
    filter.bind("viewer", viewer.id);
    filter.bind("viewer_admin", viewer.admin);
    PageRequest page;
    page.size = largest_page;
    page.order_by = playlists_sql::by_position;
    return find_trainings(session, filter, page);
}

}  // namespace

web::Response read_playlist(const CatalogueContext& context, const web::Request& request,
                            const auth::Principal* caller) {
    const std::int64_t id = playlist_id(request);
    Playlist playlist;
    std::vector<Training> rows;
    context.database.with_session([&](soci::session& session) {
        playlist = require_visible_playlist(session, id, caller);
        rows = find_items(session, id, caller);
    });
    boost::json::array items;
    for (const Training& row : rows) items.push_back(training_list_item(request, row, false));
    boost::json::object answer = playlist_summary(request, playlist, caller);
    answer["_embedded"] = boost::json::object{{"trainingList", std::move(items)}};
    return web::Response::hal(std::move(answer));
}

}  // namespace trainingzip::api
