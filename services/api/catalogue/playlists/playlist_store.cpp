#include "api/catalogue/playlists/playlist_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "api/catalogue/playlists/playlists_sql.h"
#include "api/catalogue/trainings/training_fields.h"
#include "api/http/hal.h"
#include "api/http/nonblank_text.h"
#include "api/http/optional_fields.h"
#include "api/http/sql_statement.h"
#include "auth/user_id.h"
#include "base/clock.h"
#include "base/error.h"
#include "domain/training_access.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t most_items = 200;

void exchange_into(soci::statement& statement, Playlist& row) {
    for (std::int64_t* number : {&row.id, &row.owner_id}) statement.exchange(soci::into(*number));
    for (std::string* text : {&row.owner, &row.title, &row.body, &row.visibility}) {
        statement.exchange(soci::into(*text));
    }
    for (std::int64_t* number : {&row.created_at, &row.modified_at}) statement.exchange(soci::into(*number));
}

std::vector<std::int64_t> read_trainings(web::BodyFields& fields) {
    const boost::json::value* value = fields.find("trainings");
    std::vector<std::int64_t> ids;
    if (!value->is_array()) {
        fields.add_type_problem("trainings", "type");
        return ids;
    }
    for (const boost::json::value& entry : value->get_array()) {
        if (!entry.is_int64()) {
            fields.add_type_problem("trainings", "type");
            return ids;
        }
        if (std::find(ids.begin(), ids.end(), entry.get_int64()) != ids.end()) {
            fields.refuse("trainings", "repeated");
            return ids;
        }
        ids.push_back(entry.get_int64());
        if (ids.size() > most_items) {
            fields.refuse("trainings", "too_many", most_items);
            return ids;
        }
    }
    return ids;
}

}  // namespace

PlaylistFields PlaylistFields::read(const web::Request& request) {
    const web::JsonBody body(request, {"title", "body", "visibility", "trainings"});
    return web::read_fields(body, [](web::BodyFields& fields) {
        PlaylistFields playlist;
        playlist.title = read_nonblank_text(fields, "title", 100);
        playlist.body = fields.text("body", 0, 2000);
        playlist.visibility = optional_choice(fields, "visibility", visibilities);
        if (fields.find("trainings") != nullptr) playlist.trainings = read_trainings(fields);
        return playlist;
    });
}

Playlist require_visible_playlist(soci::session& session, std::int64_t id, const auth::Principal* caller) {
    const domain::Viewer viewer(caller);
    Playlist row;
    soci::statement statement(session);
    exchange_into(statement, row);
    statement.exchange(soci::use(id, "id"));
    statement.exchange(soci::use(viewer.id, "viewer"));
    statement.exchange(soci::use(viewer.admin, "viewer_admin"));
    execute(statement,
            fmt::format(playlists_sql::select,
                        fmt::arg("conditions", all_of({playlists_sql::is_one,
                                                       domain::training_access_sql::visible_playlist})),
                        fmt::arg("page", "")));
    if (!statement.fetch()) throw Failure(ErrorCode::playlist_not_found, "playlist " + std::to_string(id));
    return row;
}

Playlist require_own_playlist(soci::session& session, std::int64_t id, const auth::Principal& caller) {
    Playlist row = require_visible_playlist(session, id, &caller);
    if (row.owner_id != caller.user_id) {
        throw Failure(ErrorCode::not_permitted, "playlist " + std::to_string(id) + " of another user");
    }
    return row;
}

std::int64_t playlist_id(const web::Request& request) {
    return request.path_id("id", ErrorCode::playlist_not_found);
}

std::int64_t count_playlists(soci::session& session, std::int64_t owner_id) {
    std::int64_t total = 0;
    session << playlists_sql::count_of_owner, soci::into(total), soci::use(owner_id, "owner");
    return total;
}

std::vector<Playlist> find_playlists(soci::session& session, std::int64_t owner_id, const PageRequest& page) {
    Playlist row;
    soci::statement statement(session);
    exchange_into(statement, row);
    statement.exchange(soci::use(owner_id, "owner"));
    const PageClause clause(statement, page);
    execute(statement, fmt::format(playlists_sql::select, fmt::arg("conditions", playlists_sql::is_owned),
                                   fmt::arg("page", clause.sql())));
    std::vector<Playlist> rows;
    while (statement.fetch()) rows.push_back(row);
    return rows;
}

std::int64_t cursor_key(const Playlist& playlist, std::string_view column) {
    return column == "playlistId" ? playlist.id : playlist.modified_at;
}

void replace_items(soci::session& session, std::int64_t id, const std::vector<std::int64_t>& trainings,
                   const auth::Principal& caller) {
    session << playlists_sql::remove_items, soci::use(id, "id");
    std::int64_t position = 0;
    for (const std::int64_t training : trainings) {
        if (domain::training_right(session, training, &caller) == domain::TrainingRight::none) {
            refuse_value("trainings", "unknown");
        }
        session << playlists_sql::insert_item, soci::use(id, "id"), soci::use(position, "position"),
            soci::use(training, "training");
        ++position;
    }
}

boost::json::object playlist_summary(const web::Request& request, const Playlist& playlist,
                                     const auth::Principal* caller) {
    const std::string path = playlist_path(playlist.id);
    boost::json::object links = make_links(request, {{"self", path}});
    if (caller && caller->user_id == playlist.owner_id) {
        links = make_links(request, {{"self", path}, {"updatePlaylist", path}, {"deletePlaylist", path}});
    }
    return {{"playlistId", playlist.id},
            {"title", playlist.title},
            {"body", playlist.body},
            {"ownerId", auth::user_id_text(playlist.owner_id)},
            {"owner", playlist.owner},
            {"visibility", playlist.visibility},
            {"createdDate", to_iso8601(from_unix_milliseconds(playlist.created_at))},
            {"modifiedDate", to_iso8601(from_unix_milliseconds(playlist.modified_at))},
            {"_links", std::move(links)}};
}

std::string playlist_path(std::int64_t id) {
    return "/playlists/" + std::to_string(id);
}

}  // namespace trainingzip::api
