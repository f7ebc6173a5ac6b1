#include "web/cookie.h"

#include <boost/algorithm/string/predicate.hpp>

namespace trainingzip::web {
namespace {

std::string_view without_leading_blanks(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t");
    return start == std::string_view::npos ? std::string_view() : text.substr(start);
}

}  // namespace

std::optional<std::string_view> find_cookie(const Request& request, std::string_view name) {
    for (const auto& [field, value] : request.headers.fields()) {
        if (!boost::algorithm::iequals(field, "cookie")) continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            const std::size_t end = rest.find(';');
            const std::string_view pair = without_leading_blanks(rest.substr(0, end));
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
            const std::size_t equals = pair.find('=');
            if (equals == name.size() && pair.starts_with(name)) return pair.substr(equals + 1);
        }
    }
    return std::nullopt;
}

}  // namespace trainingzip::web
