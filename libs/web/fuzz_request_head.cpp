#include <cstdint>
#include <cstdlib>

#include "base/encoding.h"
#include "web/known_hosts.h"
#include "web/request_head.h"
#include "web/request_target.h"

using trainingzip::web::Request;

namespace {

void check_target(const std::string& text) {
    const auto target = trainingzip::web::parse_request_target(text);
    if (!target.path.starts_with('/') || target.path.find('\0') != std::string::npos) std::abort();
    if (target.path.find("//") != std::string::npos || !trainingzip::is_valid_utf8(target.path)) std::abort();
    for (const auto& segment : target.segments)
        if (segment == ".." || segment == ".") std::abort();
}

// What goes into links must not be able to leave its place in JSON or in a header field.
void check_external_base(const trainingzip::web::Headers& headers) {
    Request request;
    request.headers = headers;
    const std::string base = request.external_base();
    if (!base.starts_with("http://") && !base.starts_with("https://")) std::abort();
    if (base.find_first_of("\"'<>\\ \r\n@?#") != std::string::npos) std::abort();
    request.language();
    trainingzip::web::KnownHosts().contains(headers.find("Host").value_or("localhost"), "203.0.113.1");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const auto head = trainingzip::web::parse_request_head(text);
        if (head.chunked == head.content_length.has_value()) std::abort();
        check_external_base(head.headers);
        check_target(head.target);
    } catch (const trainingzip::Failure&) {
    }
    return 0;
}
