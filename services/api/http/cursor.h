#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace trainingzip::api {

/// The position in a list after which the next page begins: sort key and id of the last row. It stays valid
/// when rows are inserted before it.
struct Cursor {
    std::string sort;  ///< "views,DESC": the order in which it means something.
    std::int64_t key = 0;
    std::int64_t id = 0;

    /// Opaque to clients, safe in a query.
    std::string to_text() const;
    /// Throws Failure(parameter_invalid) for what to_text() did not make, or made for another sort.
    static Cursor parse(std::string_view text, std::string_view sort);

    friend bool operator==(const Cursor&, const Cursor&) = default;
};

}  // namespace trainingzip::api
