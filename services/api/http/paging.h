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

/// A name that clients may sort by, and its SQL expression.
struct SortColumn {
    std::string_view name;
    std::string_view expression;
    bool is_number = false;  ///< A whole number that is never null: pages by cursor can go by it.
};

/// The default order of a list.
struct DefaultOrder {
    /// "t.modified_at DESC, t.id DESC": ends with the unique column. Also breaks ties, reversed where the
    /// first column is sorted in the other direction, so that one index serves both directions.
    std::string_view sql;
    std::string_view column =
        {};                      ///< Name of the SortColumn with which it begins; empty: no paging by cursor.
    std::string_view id = {};    ///< The unique column.
    bool is_descending = false;  ///< In both.
};

/// A page of a list as requested: by number, or after a cursor.
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

    /// One row more than the page has tells whether there is a next page after a cursor.
    std::int64_t limit() const { return by_cursor ? size + 1 : size; }
    std::int64_t offset() const { return by_cursor ? 0 : number * size; }
    /// Name of the column that provides the cursor's key.
    std::string_view cursor_column() const {
        return std::string_view(cursor_sort).substr(0, cursor_sort.find(','));
    }
};

/// Largest page; a larger `size` is cut to it, as existing clients expect.
inline constexpr std::int64_t largest_page = 200;

/// Reads ?size of a list without pages. Throws Failure(parameter_invalid) beyond `largest`.
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

/// The same for a page after a cursor: links first, self and, if there is more, next. next: the cursor of
/// the last item shown.
boost::json::value make_cursor_page(const web::Request& request, const PageRequest& page,
                                    const std::optional<Cursor>& next, std::string_view list_name,
                                    boost::json::array items, std::string_view extra_query = {});

/// Removes the extra row if there is one, and then returns the cursor of the last row that remains.
/// key(row, column) is the number in that column of the row.
template <typename Row, typename Key>
std::optional<Cursor> cut_to_page(const PageRequest& page, std::vector<Row>& rows, const Key& key) {
    if (!page.by_cursor || static_cast<std::int64_t>(rows.size()) <= page.size) return std::nullopt;
    rows.pop_back();
    return Cursor{page.cursor_sort, key(rows.back(), page.cursor_column()), rows.back().id};
}

/// The response for a list: its items are item(row); cursor_key(row, column) is found by argument-dependent
/// lookup. total is used only if page.by_cursor is false.
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
