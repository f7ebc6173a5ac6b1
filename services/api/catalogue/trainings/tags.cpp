#include "api/catalogue/trainings/tags.h"

#include <soci/soci.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "api/catalogue/trainings/tags_sql.h"
#include "api/http/nonblank_text.h"
#include "api/http/sql_statement.h"
#include "base/composed_text.h"
#include "base/encoding.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_tag = 30;

bool is_tag_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool has_letter(std::string tag) {
    std::erase_if(tag, [](char c) { return c == '-' || c == '_'; });
    return has_visible_character(tag);
}

}  // namespace

std::string normal_tag(std::string_view given) {
    if (!is_valid_utf8(given) || count_code_points(given) > longest_tag) return {};
    const std::string kept = with_plain_spaces(composed(given));
    std::string_view text = kept;
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    if (!text.empty() && text.front() == '#') text.remove_prefix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    std::string tag;
    for (const char c : text) {
        if (c == ' ') {
            if (tag.back() != '-') tag += '-';
        } else {
            tag += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    const bool good = std::all_of(tag.begin(), tag.end(), is_tag_character) && has_letter(tag) &&
                      count_code_points(tag) <= longest_tag;
    return good ? tag : std::string();
}

std::vector<std::string> read_tags(web::BodyFields& fields, std::string_view field) {
    const boost::json::value* value = fields.find(field);
    std::vector<std::string> tags;
    if (value == nullptr || !value->is_array()) {
        fields.add_type_problem(field, value == nullptr ? "required" : "type");
        return tags;
    }
    if (value->get_array().size() > most_tags) fields.refuse(field, "too_many", most_tags);
    for (const boost::json::value& entry : value->get_array()) {
        if (!entry.is_string()) {
            fields.add_type_problem(field, "type");
            return tags;
        }
        const std::string_view given = entry.get_string();
        std::string tag = normal_tag(given);
        if (tag.empty() && fields.is_good(field)) {
            if (is_valid_utf8(given) && count_code_points(given) > longest_tag) {
                fields.refuse(field, "too_long", longest_tag);
            } else {
                fields.refuse(field, "characters");
            }
        }
        if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
    }
    return tags;
}

std::vector<std::string> find_tags(soci::session& session, std::int64_t training_id) {
    std::string tag;
    soci::statement statement(session);
    statement.exchange(soci::into(tag));
    statement.exchange(soci::use(training_id, "id"));
    execute(statement, std::string(tags_sql::select));
    std::vector<std::string> tags;
    while (statement.fetch()) tags.push_back(tag);
    return tags;
}

void replace_tags(soci::session& session, std::int64_t training_id, const std::vector<std::string>& tags) {
    session << tags_sql::remove, soci::use(training_id, "id");
    for (const std::string& tag : tags) {
        session << tags_sql::insert, soci::use(training_id, "id"), soci::use(tag, "tag");
    }
}

}  // namespace trainingzip::api
