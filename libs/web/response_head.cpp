#include "web/response_head.h"

#include <fmt/format.h>

#include <stdexcept>

#include "base/clock.h"
#include "web/header_text.h"

namespace trainingzip::web {

namespace {

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 416:
            return "Range Not Satisfiable";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        case 507:
            return "Insufficient Storage";
        default:
            return "";
    }
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
    if (!is_token(name) || value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos)
        throw std::invalid_argument("the field " + std::string(name) + " of an answer is malformed");
    head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::uint64_t body_length(const Response& response) {
    if (const auto* text = std::get_if<std::string>(&response.body)) return text->size();
    if (const auto* file = std::get_if<FileBody>(&response.body)) return file->length;
    std::uint64_t length = 0;
    for (const auto& part : std::get<PartsBody>(response.body))
        length += std::holds_alternative<std::string>(part) ? std::get<std::string>(part).size()
                                                            : std::get<FileBody>(part).length;
    return length;
}

std::string make_response_head(const Response& response, std::string_view request_id,
                               const BodyFraming& framing) {
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
    append_field(head, "Date", to_http_date(SystemClock().now()));
    append_field(head, "X-Request-Id", request_id);
    append_field(head, "X-Content-Type-Options", "nosniff");
    if (response.headers.count("Cache-Control") == 0) append_field(head, "Cache-Control", "no-store");
    for (const auto& [name, value] : response.headers.fields()) append_field(head, name, value);
    if (framing.content_length) append_field(head, "Content-Length", std::to_string(*framing.content_length));
    if (framing.chunked) append_field(head, "Transfer-Encoding", "chunked");
    if (framing.close) append_field(head, "Connection", "close");
    head += "\r\n";
    return head;
}

}  // namespace trainingzip::web
