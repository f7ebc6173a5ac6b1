#include <cstdint>
#include <cstdlib>
#include <string>

#include "web/conditional.h"
#include "web/entity_tag_list.h"

// What was read is found again when it is written out; a tag in the list matches, and in a list that cannot
// be read none does.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view value(reinterpret_cast<const char*>(data), size);
    const auto list = trainingzip::web::parse_entity_tag_list(value);
    trainingzip::web::Headers headers;
    headers.add("If-None-Match", std::string(value));
    if (!list || list->any) {
        if (trainingzip::web::client_has(headers, "\"a\"") != list.has_value()) std::abort();
        return 0;
    }
    std::string written;
    for (const auto& tag : list->tags) {
        if (!trainingzip::web::client_has(headers, tag.opaque)) std::abort();
        if (tag.opaque.size() < 2 || tag.opaque.find('"', 1) != tag.opaque.size() - 1) std::abort();
        written += (tag.weak ? ",W/" : ",") + std::string(tag.opaque);
    }
    const auto again = trainingzip::web::parse_entity_tag_list(written);
    if (!again || again->any || again->tags != list->tags) std::abort();
    return 0;
}
