#pragma once

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/cursor.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// A name that clients may sort by, and the SQL expression behind it.
struct SortColumn {
    std::string_view name;
    std::string_view expression;
    bool is_number = false;  ///< A whole number that is never null: pages by cursor can go by it.
};

/// The order of a list when nobody asks for another.
struct DefaultOrder {
    /// "t.modified_at DESC, t.id DESC": ends in the unique column. It also breaks ties, turned around where
    /// the first column is sorted the other way, so that one index has both ways.
    std::string_view sql;
    std::string_view column =
        {};                      ///< Name of the SortColumn with which it begins; empty: no paging by cursor.
    std::string_view id = {};    ///< The unique column.
    bool is_descending = false;  ///< In both.
};

/// One page of a list, as the query asks for it: by number, or behind a cursor.
struct PageRequest {
    std::int64_t number = 0;  ///< From 0.
    std::int64_t size = 20;
    std::string order_by;  ///< SQL made of SortColumn expressions only: "title DESC, id ASC".
    std::string
        sort_query;  ///< The sort parameters for links: "&sort=title,DESC"; empty when none was given.

    bool by_cursor = false;
    std::string cursor_sort;      ///< "views,DESC", whose column gives the key of the next cursor.
    std::optional<Cursor> after;  ///< nullopt on the first page.
    std::string after_condition;  ///< SQL with :after_key and :after_id; empty without `after`.

    /// One row more than is shown tells whether there is a next page behind a cursor.
    std::int64_t limit() const { return by_cursor ? size + 1 : size; }
    std::int64_t offset() const { return by_cursor ? 0 : number * size; }
    /// Name of the column that gives the key of a cursor.
    std::string_view cursor_column() const {
        return std::string_view(cursor_sort).substr(0, cursor_sort.find(','));
    }
};

/// Largest page; a larger `size` is cut to it, as existing clients expect.
inline constexpr std::int64_t largest_page = 200;

/// ?size alone, of a list that has no pages. Throws Failure(parameter_invalid) beyond `largest`.
std::int64_t parse_size(const web::Request& request, std::int64_t fallback, std::int64_t largest);

/// Reads ?page, ?size and any number of ?sort=column[,ASC|DESC]; ties go by the default order. With ?cursor=
/// (empty for the first page) there is no ?page, and at most one ?sort, by a number.
/// Throws Failure(parameter_invalid).
PageRequest parse_page_request(const web::Request& request, std::span<const SortColumn> columns,
                               const DefaultOrder& default_order);

/// The HAL document of a page: `_embedded` with the items under list_name, `page`, and the links first, prev,
/// self, next, last where they exist. extra_query ("&search=x") is kept in the links.
boost::json::value make_page(const web::Request& request, const PageRequest& page, std::int64_t total,
                             std::string_view list_name, boost::json::array items,
                             std::string_view extra_query = {});

/// The same for a page behind a cursor: links first, self and, where there is more, next. next is the cursor
/// of the last item shown.
boost::json::value make_cursor_page(const web::Request& request, const PageRequest& page,
                                    const std::optional<Cursor>& next, std::string_view list_name,
                                    boost::json::array items, std::string_view extra_query = {});

/// Takes away the row that is one too many, and gives the cursor of the last that stays when there was one.
/// key(row, column) is the number of that column in the row.
template <typename Row, typename Key>
std::optional<Cursor> cut_to_page(const PageRequest& page, std::vector<Row>& rows, const Key& key) {
    if (!page.by_cursor || static_cast<std::int64_t>(rows.size()) <= page.size) return std::nullopt;
    rows.pop_back();
    return Cursor{page.cursor_sort, key(rows.back(), page.cursor_column()), rows.back().id};
}

/// The answer to a list: items made of the rows by item(row), which have a cursor_key(row, column) beside
/// them. total counts only where page.by_cursor is false.
template <typename Row, typename Item>
web::Response page_answer(const web::Request& request, const PageRequest& page, std::int64_t total,
                          std::string_view list_name, std::vector<Row>& rows, const std::string& extra_query,
                          const Item& item) {
    const auto next = cut_to_page(
        page, rows, [](const Row& row, std::string_view column) { return cursor_key(row, column); });
    boost::json::array items;
    for (const Row& row : rows) items.push_back(item(row));
    return web::Response::hal(
        page.by_cursor ? make_cursor_page(request, page, next, list_name, std::move(items), extra_query)
                       : make_page(request, page, total, list_name, std::move(items), extra_query));
}

}  // namespace trainingzip::api
