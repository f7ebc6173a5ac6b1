#pragma once

#include <string_view>

namespace trainingzip::api::list_totals_sql {

/// One statement, so that a row that moves from one table to the other is counted once.
inline constexpr std::string_view select_all = R"(
    SELECT CAST(COALESCE((SELECT SUM(amount) FROM list_counts WHERE list = :list), 0)
        + COALESCE((SELECT SUM(change) FROM list_changes WHERE list = :list), 0) AS BIGINT))";
inline constexpr std::string_view select_one = R"(
    SELECT CAST(COALESCE((SELECT SUM(amount) FROM list_counts WHERE list = :list AND name = :name), 0)
        + COALESCE((SELECT SUM(change) FROM list_changes WHERE list = :list AND name = :name), 0) AS BIGINT))";

inline constexpr std::string_view select_any_change = "SELECT change FROM list_changes LIMIT 1";
inline constexpr std::string_view add_up = R"(
    INSERT INTO list_counts (list, name, amount)
    SELECT list, name, SUM(change) FROM list_changes GROUP BY list, name
    ON CONFLICT (list, name) DO UPDATE SET amount = list_counts.amount + excluded.amount)";
inline constexpr std::string_view remove_changes = "DELETE FROM list_changes";
/// Tags that are no longer used.
inline constexpr std::string_view remove_empty = "DELETE FROM list_counts WHERE list = 'tags' AND amount = 0";

}  // namespace trainingzip::api::list_totals_sql
