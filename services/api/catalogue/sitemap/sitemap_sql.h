#pragma once

#include <string_view>

namespace trainingzip::api::sitemap_sql {

inline constexpr std::string_view select_next_training = R"(
    SELECT t.id FROM trainings t WHERE {listed} AND t.id > :after ORDER BY t.id LIMIT 1)";
inline constexpr std::string_view select_trainings = R"(
    SELECT t.id, t.modified_at FROM trainings t
    WHERE {listed} AND t.id > :after AND t.id <= :last ORDER BY t.id)";

inline constexpr std::string_view select_next_trainer = R"(
    SELECT t.owner_id FROM trainings t WHERE {listed} AND t.owner_id > :after ORDER BY t.owner_id LIMIT 1)";
inline constexpr std::string_view select_trainers = R"(
    SELECT MIN(t.trainer_name), MAX(t.modified_at) FROM trainings t
    WHERE {listed} AND t.owner_id > :after AND t.owner_id <= :last GROUP BY t.owner_id)";

}  // namespace trainingzip::api::sitemap_sql
