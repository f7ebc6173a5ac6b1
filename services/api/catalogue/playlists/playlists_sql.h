#pragma once

#include <string_view>

namespace trainingzip::api::playlists_sql {

inline constexpr std::string_view insert = R"(
    INSERT INTO playlists (owner_id, title, body, visibility, created_at, modified_at)
    VALUES (:owner, :title, :body, :visibility, :now, :now)
    RETURNING id)";
inline constexpr std::string_view update = R"(
    UPDATE playlists SET title = :title, body = :body, visibility = :visibility, modified_at = :now WHERE id = :id)";
inline constexpr std::string_view remove = "DELETE FROM playlists WHERE id = :id";

/// The columns of Playlist in their order.
inline constexpr std::string_view select = R"(
    SELECT p.id, p.owner_id, u.nick_name, p.title, p.body, p.visibility, p.created_at, p.modified_at
    FROM playlists p JOIN users u ON u.id = p.owner_id
    WHERE {conditions}{page})";
inline constexpr std::string_view is_one = "p.id = :id";
inline constexpr std::string_view is_owned = "p.owner_id = :owner";
inline constexpr std::string_view count_of_owner =
    "SELECT COUNT(*) FROM playlists p WHERE p.owner_id = :owner";
inline constexpr std::string_view newest_first = "p.modified_at DESC, p.id DESC";

/// The columns that clients may sort by.
inline constexpr std::string_view id_column = "p.id";
inline constexpr std::string_view title_column = "p.title";
inline constexpr std::string_view modified_column = "p.modified_at";

inline constexpr std::string_view remove_items = "DELETE FROM playlist_items WHERE playlist_id = :id";
inline constexpr std::string_view insert_item =
    "INSERT INTO playlist_items (playlist_id, position, training_id) VALUES (:id, :position, :training)";

/// For TrainingFilter: the trainings of a playlist in their order.
inline constexpr std::string_view from_items = "playlist_items i JOIN trainings t ON t.id = i.training_id";
inline constexpr std::string_view is_item = "i.playlist_id = :playlist";
inline constexpr std::string_view by_position = "i.position";

}  // namespace trainingzip::api::playlists_sql
