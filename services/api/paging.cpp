#include "api/paging.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <charconv>

#include "api/hal.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

// Keeps page × size far inside 64 bits.
constexpr std::int64_t last_page_number = 1'000'000'000;
constexpr std::size_t most_sort_columns = 4;

[[noreturn]] void invalid(std::string_view name, std::string_view value) {
    throw Failure(ErrorCode::parameter_invalid, std::string(name) + "=" + std::string(value),
                  {{std::string(name), "invalid"}});
}

std::int64_t whole_number(const web::Request& request, std::string_view name, std::int64_t fallback,
                          std::int64_t minimum, std::int64_t maximum) {
    const auto text = request.query_parameter(name);
    if (!text) return fallback;
    std::int64_t value = 0;
    const char* end = text->data() + text->size();
    const auto result = std::from_chars(text->data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end || value < minimum || value > maximum) {
        invalid(name, *text);
    }
    return value;
}

std::string upper_case(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return result;
}

/// "title,DESC" → "title DESC" with the expression in place of the name.
std::string sort_term(std::string_view text, std::span<const SortColumn> columns) {
    const std::size_t comma = text.find(',');
    const std::string_view name = text.substr(0, comma);
    const std::string direction =
        comma == std::string_view::npos ? "ASC" : upper_case(text.substr(comma + 1));
    const auto column = std::find_if(columns.begin(), columns.end(),
                                     [&](const SortColumn& entry) { return entry.name == name; });
    if (column == columns.end() || (direction != "ASC" && direction != "DESC")) invalid("sort", text);
    return std::string(column->expression) + " " + direction;
}

}  // namespace

PageRequest parse_page_request(const web::Request& request, std::span<const SortColumn> columns,
                               std::string_view default_order) {
    PageRequest page;
    page.number = whole_number(request, "page", 0, 0, last_page_number);
    page.size = std::min(whole_number(request, "size", 20, 1, last_page_number), largest_page);
    if (const auto sort = request.query.find("sort"); sort != request.query.end()) {
        if (sort->second.size() > most_sort_columns) invalid("sort", "too many");
        for (const std::string& text : sort->second) {
            page.order_by += sort_term(text, columns) + ", ";
            page.sort_query += "&sort=" + percent_encode(text);
        }
    }
    page.order_by += default_order;
    return page;
}

boost::json::value make_page(const web::Request& request, const PageRequest& page, std::int64_t total,
                             std::string_view list_name, boost::json::array items,
                             std::string_view extra_query) {
    const std::int64_t page_count = (total + page.size - 1) / page.size;
    const std::int64_t last = std::max<std::int64_t>(page_count - 1, 0);
    boost::json::object links;
    const auto add_link = [&](std::string_view relation, std::int64_t number) {
        const std::string query = "?page=" + std::to_string(number) + "&size=" + std::to_string(page.size) +
                                  page.sort_query + std::string(extra_query);
        links[relation] = boost::json::object{{"href", request.external_base() + request.path + query}};
    };
    add_link("first", 0);
    if (page.number > 0) add_link("prev", std::min(page.number - 1, last));
    add_link("self", page.number);
    if (page.number < last) add_link("next", page.number + 1);
    add_link("last", last);

    return boost::json::object{{"_embedded", boost::json::object{{list_name, std::move(items)}}},
                               {"_links", std::move(links)},
                               {"page", boost::json::object{{"size", page.size},
                                                            {"totalElements", total},
                                                            {"totalPages", page_count},
                                                            {"number", page.number}}}};
}

}  // namespace trainingzip::api
