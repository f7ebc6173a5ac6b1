#include "web/request_head.h"

#include <algorithm>
#include <charconv>

#include "web/header_text.h"
#include "web/host_name.h"

namespace trainingzip::web {

namespace {

constexpr std::size_t most_fields = 100;

[[noreturn]] void refuse_head(const std::string& why) {
    throw Failure(ErrorCode::request_malformed, why);
}

std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find("\r\n");
    if (end == std::string_view::npos) refuse_head("the head does not end");
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    for (const char character : line) {
        const auto byte = static_cast<unsigned char>(character);
        if ((byte < 0x20 && character != '\t') || byte == 0x7F) refuse_head("control character in the head");
    }
    return line;
}

void read_request_line(std::string_view line, RequestHead& head) {
    const std::size_t first = line.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos) refuse_head("the request line has no three parts");
    head.method = line.substr(0, first);
    head.target = line.substr(first + 1, second - first - 1);
    const auto version = line.substr(second + 1);
    if (!is_token(head.method) || head.method.size() > 32) refuse_head("the method is not a token");
    if (head.target.empty()) refuse_head("the target is empty");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") refuse_head("not HTTP/1.1 or HTTP/1.0");
    head.is_http_1_1 = version == "HTTP/1.1";
}

void read_field(std::string_view line, RequestHead& head) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) refuse_head("a field without a colon");
    const auto name = line.substr(0, colon);
    if (!is_token(name)) refuse_head("a field name is not a token");
    if (head.headers.fields().size() == most_fields) refuse_head("too many fields");
    head.headers.add(std::string(name), std::string(trim(line.substr(colon + 1))));
}

// RFC 9112, 3.2.2: the authority of an absolute target wins over Host.
void split_absolute_target(RequestHead& head) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!equals_ignoring_case(std::string_view(head.target).substr(0, scheme.size()), scheme)) continue;
        const std::size_t end = std::min(head.target.find_first_of("/?", scheme.size()), head.target.size());
        head.headers.set("Host", head.target.substr(scheme.size(), end - scheme.size()));
        head.target.erase(0, end);
        if (head.target.empty() || head.target.front() != '/') head.target.insert(0, "/");
        return;
    }
}

void read_framing(RequestHead& head) {
    const auto length = head.headers.find("Content-Length");
    const auto coding = head.headers.find("Transfer-Encoding");
    if (length && coding) refuse_head("both Content-Length and Transfer-Encoding");
    if (coding) {
        if (!head.is_http_1_1) refuse_head("Transfer-Encoding in HTTP/1.0");
        if (head.headers.count("Transfer-Encoding") != 1 || !equals_ignoring_case(*coding, "chunked"))
            refuse_head("a transfer coding other than chunked");
        head.chunked = true;
        return;
    }
    head.content_length = 0;
    if (!length) return;
    if (head.headers.count("Content-Length") != 1) refuse_head("Content-Length is repeated");
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(length->data(), length->data() + length->size(), value);
    if (error != std::errc{} || end != length->data() + length->size())
        refuse_head("Content-Length is no number");
    head.content_length = value;
}

}  // namespace

RequestHead parse_request_head(std::string_view text) {
    RequestHead head;
    read_request_line(take_line(text), head);
    for (auto line = take_line(text); !line.empty(); line = take_line(text)) read_field(line, head);
    if (!text.empty()) refuse_head("bytes after the head");

    if (head.headers.count("Host") != 1) refuse_head("Host is missing or repeated");
    split_absolute_target(head);
    if (!is_valid_host(*head.headers.find("Host"))) refuse_head("Host is malformed");
    read_framing(head);

    head.keep_alive = head.is_http_1_1;
    for (const auto& [name, value] : head.headers.fields()) {
        if (equals_ignoring_case(name, "Connection") && list_contains(value, "close"))
            head.keep_alive = false;
    }
    const auto expect = head.headers.find("Expect");
    head.expects_continue = head.is_http_1_1 && expect && equals_ignoring_case(*expect, "100-continue");
    return head;
}

}  // namespace trainingzip::web
