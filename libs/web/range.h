#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace trainingzip::web {

/// Bytes [offset, offset + length) of a representation; length is never 0.
struct ByteRange {
    std::uint64_t offset;
    std::uint64_t length;
    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// What a Range header asks for (RFC 9110, 14.1.2 and 14.2).
struct RangeRequest {
    enum class Kind {
        whole,          ///< No Range, another unit, or a header we may ignore (14.2): answer 200.
        partial,        ///< Answer 206 with `ranges`.
        unsatisfiable,  ///< Valid, but nothing of it is in the file: answer 416.
    };
    Kind kind = Kind::whole;
    std::vector<ByteRange> ranges;  ///< In the order asked for, clipped to the size.
};

/// `header` is the value of Range. Malformed headers, more than 16 ranges, and ranges that overlap or
/// together exceed the size yield `whole`, so that ranges cannot be used to amplify work.
RangeRequest parse_range(std::optional<std::string_view> header, std::uint64_t size);

}  // namespace trainingzip::web
