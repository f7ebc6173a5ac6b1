#include <cstdint>
#include <cstdlib>
#include <string>

#include "web/cookie.h"

/// A Cookie header. What is found stands in it, behind the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    trainingzip::web::Request request;
    request.headers.add("Cookie", std::string(reinterpret_cast<const char*>(data), size));
    const auto value = trainingzip::web::find_cookie(request, "device");
    if (!value) return 0;
    const std::string& header = request.headers.fields().front().second;
    const std::string pair = "device=" + std::string(*value);
    if (header.find(pair) == std::string::npos || value->find(';') != std::string_view::npos) std::abort();
    return 0;
}
