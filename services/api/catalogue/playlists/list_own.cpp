#include "api/catalogue/playlists/list_own.h"

#include <soci/soci.h>

#include <array>

#include "api/catalogue/playlists/playlist_store.h"
#include "api/catalogue/playlists/playlists_sql.h"

namespace trainingzip::api {
namespace {

constexpr std::array<SortColumn, 3> sort_columns = {{
    {"playlistId", playlists_sql::id_column, true},
    {"title", playlists_sql::title_column},
    {"modifiedDate", playlists_sql::modified_column, true},
}};
constexpr DefaultOrder newest_first{playlists_sql::newest_first, "modifiedDate", playlists_sql::id_column,
                                    true};

}  // namespace

web::Response list_own_playlists(const CatalogueContext& context, const web::Request& request,
                                 const auth::Principal& caller) {
    const PageRequest page = parse_page_request(request, sort_columns, newest_first);
    std::int64_t total = 0;
    std::vector<Playlist> rows;
    context.database.with_session([&](soci::session& session) {
        if (!page.by_cursor) total = count_playlists(session, caller.user_id);
        rows = find_playlists(session, caller.user_id, page);
    });
    return page_answer(request, page, total, "playlistList", rows, "",
                       [&](const Playlist& row) { return playlist_summary(request, row, &caller); });
}

}  // namespace trainingzip::api
