#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/catalogue/catalogue_context.h"
#include "api/http/paging.h"
#include "auth/principal.h"
#include "web/request.h"

namespace trainingzip::api {

/// A playlist: trainings in an order.
struct Playlist {
    std::int64_t id = 0;
    std::int64_t owner_id = 0;
    std::string owner;  ///< Nickname.
    std::string title;
    std::string body;
    std::string visibility;
    std::int64_t created_at = 0;   ///< Unix milliseconds.
    std::int64_t modified_at = 0;  ///< Unix milliseconds.
};

/// The body of POST and PUT. Without the optional fields a new playlist is private and empty, and an
/// existing one is left unchanged.
struct PlaylistFields {
    std::string title;                                   ///< 1 to 100 characters, not blank.
    std::string body;                                    ///< Up to 2000 characters.
    std::optional<std::string> visibility;               ///< One of visibilities.
    std::optional<std::vector<std::int64_t>> trainings;  ///< At most 200, each once.

    /// Throws as web::JsonBody does.
    static PlaylistFields read(const web::Request& request);
};

/// One that the caller (nullptr: a visitor) may see, by domain/training_access.h. Throws
/// Failure(playlist_not_found).
Playlist require_visible_playlist(soci::session& session, std::int64_t id, const auth::Principal* caller);
/// One of the caller's own. Throws Failure: playlist_not_found, not_permitted when it is another's.
Playlist require_own_playlist(soci::session& session, std::int64_t id, const auth::Principal& caller);
/// The {id} of the path. Throws Failure(playlist_not_found).
std::int64_t playlist_id(const web::Request& request);

std::int64_t count_playlists(soci::session& session, std::int64_t owner_id);
std::vector<Playlist> find_playlists(soci::session& session, std::int64_t owner_id, const PageRequest& page);
/// The sort key of a cursor.
std::int64_t cursor_key(const Playlist& playlist, std::string_view column);

/// Replaces the items; needs an open transaction. Throws Failure(body_fields_invalid) for a training that
/// the caller cannot see.
void replace_items(soci::session& session, std::int64_t id, const std::vector<std::int64_t>& trainings,
                   const auth::Principal& caller);

/// {playlistId, title, body, ownerId, owner, visibility, createdDate, modifiedDate, _links}
boost::json::object playlist_summary(const web::Request& request, const Playlist& playlist,
                                     const auth::Principal* caller);
/// "/playlists/7"
std::string playlist_path(std::int64_t id);

}  // namespace trainingzip::api
