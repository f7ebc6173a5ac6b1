#include "api/http/paging.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <charconv>

#include "api/http/hal.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

// Keeps page × size far inside 64 bits.
constexpr std::int64_t last_page_number = 1'000'000'000;
constexpr std::size_t most_sort_columns = 4;
constexpr std::string_view ascending = " ASC";
constexpr std::string_view descending = " DESC";

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

struct SortTerm {
    const SortColumn* column;
    std::string_view direction;
};

SortTerm parse_sort(std::string_view text, std::span<const SortColumn> columns) {
    const std::size_t comma = text.find(',');
    const std::string_view name = text.substr(0, comma);
    const std::string direction =
        comma == std::string_view::npos ? "ASC" : upper_case(text.substr(comma + 1));
    const auto column = std::find_if(columns.begin(), columns.end(),
                                     [&](const SortColumn& entry) { return entry.name == name; });
    if (column == columns.end() || (direction != "ASC" && direction != "DESC")) invalid("sort", text);
    return {&*column, direction == "ASC" ? "ASC" : "DESC"};
}

/// ORDER BY without what changes nothing: a column the second time, and all behind the unique one.
class OrderBy {
  public:
    explicit OrderBy(std::string_view unique) : unique_(unique) {}

    void add(std::string_view expression, std::string_view direction) {
        if (is_ordered(expression) || is_ordered(unique_)) return;
        columns_.push_back(expression);
        if (!sql_.empty()) sql_ += ", ";
        sql_ += expression;
        sql_ += direction;
    }
    /// Terms of the form "t.views DESC" or "t.id ASC"; turned: each the other way.
    void add_all(std::string_view order, bool turned) {
        for (std::size_t begin = 0; begin < order.size();) {
            const std::size_t end = std::min(order.find(", ", begin), order.size());
            const std::string_view term = order.substr(begin, end - begin);
            const bool is_descending = term.ends_with(descending);
            add(term.substr(0, term.find(' ')), is_descending != turned ? descending : ascending);
            begin = end + 2;
        }
    }
    const std::string& sql() const { return sql_; }

  private:
    bool is_ordered(std::string_view column) const {
        return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
    }

    const std::string_view unique_;
    std::vector<std::string_view> columns_;
    std::string sql_;
};

void order_by_terms(PageRequest& page, const std::vector<std::string>& terms,
                    std::span<const SortColumn> columns, const DefaultOrder& default_order) {
    if (terms.size() > most_sort_columns) invalid("sort", "too many");
    std::optional<bool> is_ascending;
    OrderBy order(default_order.id);
    for (const std::string& text : terms) {
        const SortTerm term = parse_sort(text, columns);
        order.add(term.column->expression, term.direction == "ASC" ? ascending : descending);
        page.sort_query += "&sort=" + percent_encode(text);
        is_ascending = is_ascending.value_or(term.direction == "ASC");
    }
    const bool turned = is_ascending && *is_ascending == default_order.is_descending;
    order.add_all(default_order.sql, turned);
    page.order_by = order.sql();
}

/// One number and the id, in one direction, so that a comparison of both finds the place.
void order_for_cursor(PageRequest& page, std::string_view text, const std::vector<std::string>& terms,
                      std::span<const SortColumn> columns, const DefaultOrder& default_order) {
    const std::string fallback =
        std::string(default_order.column) + (default_order.is_descending ? ",DESC" : ",ASC");
    if (terms.size() > 1) invalid("sort", "too many");
    const SortTerm term = parse_sort(terms.empty() ? fallback : terms.front(), columns);
    if (!term.column->is_number) invalid("sort", term.column->name);
    if (!terms.empty()) page.sort_query = "&sort=" + percent_encode(terms.front());
    const std::string key(term.column->expression);
    const std::string id(default_order.id);
    const std::string direction(term.direction);
    page.by_cursor = true;
    page.order_by = key + " " + direction + ", " + id + " " + direction;
    page.cursor_sort = std::string(term.column->name) + "," + direction;
    if (text.empty()) return;
    page.after = Cursor::parse(text, page.cursor_sort);
    page.after_condition =
        "(" + key + ", " + id + ") " + (direction == "ASC" ? ">" : "<") + " (:after_key, :after_id)";
}

}  // namespace

std::int64_t parse_size(const web::Request& request, std::int64_t fallback, std::int64_t largest) {
    return whole_number(request, "size", fallback, 1, largest);
}

PageRequest parse_page_request(const web::Request& request, std::span<const SortColumn> columns,
                               const DefaultOrder& default_order) {
    PageRequest page;
    page.number = whole_number(request, "page", 0, 0, last_page_number);
    page.size = std::min(whole_number(request, "size", 20, 1, last_page_number), largest_page);
    const auto sort = request.query.find("sort");
    const std::vector<std::string> terms =
        sort == request.query.end() ? std::vector<std::string>() : sort->second;
    if (const auto cursor = request.query_parameter("cursor")) {
        if (default_order.column.empty()) invalid("cursor", *cursor);
        if (request.query_parameter("page")) invalid("page", "with cursor");
        order_for_cursor(page, *cursor, terms, columns, default_order);
        return page;
    }
    order_by_terms(page, terms, columns, default_order);
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

boost::json::value make_cursor_page(const web::Request& request, const PageRequest& page,
                                    const std::optional<Cursor>& next, std::string_view list_name,
                                    boost::json::array items, std::string_view extra_query) {
    boost::json::object links;
    const auto add_link = [&](std::string_view relation, const std::string& cursor) {
        const std::string query = "?cursor=" + cursor + "&size=" + std::to_string(page.size) +
                                  page.sort_query + std::string(extra_query);
        links[relation] = boost::json::object{{"href", request.external_base() + request.path + query}};
    };
    add_link("first", "");
    add_link("self", page.after ? page.after->to_text() : "");
    if (next) add_link("next", next->to_text());
    return boost::json::object{{"_embedded", boost::json::object{{list_name, std::move(items)}}},
                               {"_links", std::move(links)},
                               {"page", boost::json::object{{"size", page.size}}}};
}

}  // namespace trainingzip::api
