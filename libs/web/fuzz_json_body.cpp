#include <cstdint>
#include <cstdlib>

#include "base/encoding.h"
#include "web/json_body.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    trainingzip::web::Request request;
    request.headers.add("Content-Type", "application/json");
    request.body.assign(reinterpret_cast<const char*>(data), size);
    try {
        const trainingzip::web::JsonBody body(request, {"title", "body"});
        const std::string title = body.text("title", 1, 100);
        if (!trainingzip::is_valid_utf8(title) || trainingzip::count_code_points(title) > 100) std::abort();
    } catch (const trainingzip::Failure&) {
    }
    return 0;
}
