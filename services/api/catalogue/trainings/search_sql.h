#pragma once

#include <string_view>

/// Conditions that a training has a word in its title, its text or the name of its trainer. The tables behind
/// them follow by triggers (libs/domain/schema/community.h).
namespace trainingzip::api::search_sql {

/// A phrase of FTS5 for each word of three characters or more.
inline constexpr std::string_view has_words_sqlite =
    "t.id IN (SELECT rowid FROM training_search WHERE training_search MATCH :search_words)";
/// Trigrams in this range begin with a shorter word. {number} distinguishes the words of one search.
inline constexpr std::string_view has_beginning_sqlite =
    R"(t.id IN (SELECT doc FROM training_search_terms
                WHERE term >= :search_from{number} AND term < :search_before{number}))";

inline constexpr std::string_view has_word_postgresql =
    R"(t.id IN (SELECT training_id FROM training_search
                WHERE content LIKE LOWER(CAST(:search_word{number} AS TEXT)) ESCAPE '\'))";
inline constexpr std::string_view has_short_word_postgresql =
    R"(t.id IN (SELECT training_id FROM training_search
                WHERE grams @> ARRAY[LOWER(CAST(:search_word{number} AS TEXT))]))";

/// Matches in the title first, then in the trainer's name, then those in the text.
inline constexpr std::string_view best_first = R"(
    CASE WHEN LOWER(t.title) LIKE LOWER(CAST(:search_pattern AS TEXT)) ESCAPE '\' THEN 0
         WHEN LOWER(u.nick_name) LIKE LOWER(CAST(:search_pattern AS TEXT)) ESCAPE '\' THEN 1
         ELSE 2 END, )";

}  // namespace trainingzip::api::search_sql
