#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace trainingzip::web {

/// One entity tag (RFC 9110, 8.8.3).
struct EntityTag {
    bool weak = false;
    std::string_view opaque;  ///< With its quotes.

    bool operator==(const EntityTag&) const = default;
};

/// The value of If-Match or If-None-Match (RFC 9110, 13.1.1 and 13.1.2).
struct EntityTagList {
    bool any = false;             ///< "*", whatever the current tag is; no tags then.
    std::vector<EntityTag> tags;  ///< In order; they point into the text that was read.
};

/// nullopt for whatever the grammar does not make: an unquoted tag, "w/", "*" beside others, a list of
/// nothing. Empty elements of a list are passed over (RFC 9110, 5.6.1.2).
std::optional<EntityTagList> parse_entity_tag_list(std::string_view value);

}  // namespace trainingzip::web
