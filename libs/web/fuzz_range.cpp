#include <cstdint>
#include <cstdlib>

#include "web/range.h"

// Whatever the header says, the ranges lie inside the file and do not overlap.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view header(reinterpret_cast<const char*>(data), size);
    for (const std::uint64_t file_size : {0ull, 1ull, 1000ull, ~0ull}) {
        const auto request = trainingzip::web::parse_range(header, file_size);
        const bool partial = request.kind == trainingzip::web::RangeRequest::Kind::partial;
        if (partial == request.ranges.empty()) std::abort();
        std::uint64_t total = 0;
        for (const auto& range : request.ranges) {
            if (range.length == 0 || range.offset >= file_size || range.length > file_size - range.offset)
                std::abort();
            total += range.length;
        }
        if (total > file_size || request.ranges.size() > 16) std::abort();
    }
    return 0;
}
