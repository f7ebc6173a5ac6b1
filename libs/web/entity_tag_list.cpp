#include "web/entity_tag_list.h"

#include "web/header_text.h"

namespace trainingzip::web {

namespace {

// etagc of RFC 9110, 8.8.3; bytes above 127 are obs-text.
bool is_tag_character(char character) {
    const auto byte = static_cast<unsigned char>(character);
    return byte == 0x21 || (byte >= 0x23 && byte != 0x7f);
}

// A tag may contain commas, so splitting at commas would find tags that were not sent.
std::optional<EntityTag> take_tag(std::string_view& rest) {
    EntityTag tag;
    if (rest.starts_with("W/")) {
        tag.weak = true;
        rest.remove_prefix(2);
    }
    if (!rest.starts_with('"')) return std::nullopt;
    std::size_t end = 1;
    while (end < rest.size() && is_tag_character(rest[end])) ++end;
    if (end == rest.size() || rest[end] != '"') return std::nullopt;
    tag.opaque = rest.substr(0, end + 1);
    rest.remove_prefix(end + 1);
    return tag;
}

}  // namespace

std::optional<EntityTagList> parse_entity_tag_list(std::string_view value) {
    EntityTagList list;
    std::string_view rest = trim(value);
    if (rest == "*") {
        list.any = true;
        return list;
    }
    while (!rest.empty()) {
        if (!rest.starts_with(',')) {
            const auto tag = take_tag(rest);
            if (!tag) return std::nullopt;
            list.tags.push_back(*tag);
            rest = trim(rest);
            if (!rest.empty() && !rest.starts_with(',')) return std::nullopt;
        }
        if (!rest.empty()) rest = trim(rest.substr(1));
    }
    if (list.tags.empty()) return std::nullopt;
    return list;
}

}  // namespace trainingzip::web
