#include <cstdint>
#include <cstdlib>

#include "web/http_date.h"

// What is read as a date is written again as the same text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto time = trainingzip::web::parse_http_date(text);
    if (time && trainingzip::to_http_date(*time) != text) std::abort();
    return 0;
}
