#pragma once

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/request.h"

namespace trainingzip::api {

/// A name that clients may sort by, and the SQL expression behind it.
struct SortColumn {
    std::string_view name;
    std::string_view expression;
};

/// One page of a list, as the query asks for it.
struct PageRequest {
    std::int64_t number = 0;  ///< From 0.
    std::int64_t size = 20;
    std::string order_by;  ///< SQL made of SortColumn expressions only: "title DESC, id ASC".
    std::string
        sort_query;  ///< The sort parameters for links: "&sort=title,DESC"; empty when none was given.

    std::int64_t offset() const { return number * size; }
};

/// Largest page; a larger `size` is cut to it, as existing clients expect.
inline constexpr std::int64_t largest_page = 200;

/// Reads ?page, ?size and any number of ?sort=column[,ASC|DESC]. Without sort the order is default_order, SQL
/// that must end in a unique column; it also breaks ties. Throws Failure(parameter_invalid).
PageRequest parse_page_request(const web::Request& request, std::span<const SortColumn> columns,
                               std::string_view default_order);

/// The HAL document of a page: `_embedded` with the items under list_name, `page`, and the links first, prev,
/// self, next, last where they exist. path is below the public address; extra_query ("&search=x") is kept in
/// the links.
boost::json::value make_page(const web::Request& request, const PageRequest& page, std::int64_t total,
                             std::string_view list_name, boost::json::array items,
                             std::string_view extra_query = {});

}  // namespace trainingzip::api
