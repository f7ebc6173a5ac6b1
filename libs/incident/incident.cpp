#include "incident/incident.h"

#include <sys/utsname.h>

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>

#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::incident {

namespace {

namespace json = boost::json;

constexpr std::size_t longest_text = 64 * 1024;

struct TextField {
    const char* name;
    std::string& (*text)(Incident&);
};

constexpr std::array text_fields = {
    TextField{"id", [](Incident& i) -> std::string& { return i.id; }},
    TextField{"fingerprint", [](Incident& i) -> std::string& { return i.fingerprint; }},
    TextField{"server", [](Incident& i) -> std::string& { return i.server; }},
    TextField{"kind", [](Incident& i) -> std::string& { return i.kind; }},
    TextField{"type", [](Incident& i) -> std::string& { return i.type; }},
    TextField{"message", [](Incident& i) -> std::string& { return i.message; }},
    TextField{"stackTrace", [](Incident& i) -> std::string& { return i.stack_trace; }},
    TextField{"place", [](Incident& i) -> std::string& { return i.place; }},
    TextField{"host", [](Incident& i) -> std::string& { return i.host; }},
    TextField{"system", [](Incident& i) -> std::string& { return i.system; }},
    TextField{"requestId", [](Incident& i) -> std::string& { return i.request.request_id; }},
    TextField{"method", [](Incident& i) -> std::string& { return i.request.method; }},
    TextField{"url", [](Incident& i) -> std::string& { return i.request.url; }},
    TextField{"parameters", [](Incident& i) -> std::string& { return i.request.parameters; }},
    TextField{"headers", [](Incident& i) -> std::string& { return i.request.headers; }},
    TextField{"body", [](Incident& i) -> std::string& { return i.request.body; }},
    TextField{"user", [](Incident& i) -> std::string& { return i.request.user; }},
    TextField{"clientAddress", [](Incident& i) -> std::string& { return i.request.client_address; }},
    TextField{"userAgent", [](Incident& i) -> std::string& { return i.request.user_agent; }},
};

// What the receiver accepts: UTF-8 without control characters, of bounded length.
std::string sendable(std::string text) {
    const bool good = is_valid_utf8(text);
    for (char& character : text) {
        const auto byte = static_cast<unsigned char>(character);
        const bool control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f;
        if (control || (!good && byte >= 0x80)) character = '?';
    }
    if (text.size() <= longest_text) return text;
    std::size_t end = longest_text;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return text;
}

}  // namespace

void set_target(RequestDetails& details, const std::string& target) {
    const std::size_t question = target.find('?');
    details.url = target.substr(0, question);
    details.parameters = question == std::string::npos ? std::string() : target.substr(question + 1);
}

std::string to_json(const Incident& incident) {
    Incident copy = incident;
    json::object object;
    for (const TextField& field : text_fields) object[field.name] = sendable(field.text(copy));
    object["time"] = to_unix_milliseconds(incident.time);
    object["count"] = incident.count;
    return json::serialize(object);
}

Incident parse_incident(std::string_view text) {
    boost::system::error_code error;
    const json::value value = json::parse(text, error);
    const json::object* object = value.if_object();
    if (error || object == nullptr) throw Failure(ErrorCode::body_invalid, "an incident is one JSON object");
    if (object->size() != text_fields.size() + 2)
        throw Failure(ErrorCode::body_invalid, "an incident has other fields");
    Incident incident;
    for (const TextField& field : text_fields) {
        const json::value* member = object->if_contains(field.name);
        const json::string* content = member != nullptr ? member->if_string() : nullptr;
        if (content == nullptr || content->size() > longest_text)
            throw Failure(ErrorCode::body_invalid, std::string("field ") + field.name + " of an incident");
        field.text(incident) = std::string(*content);
    }
    const json::value* time = object->if_contains("time");
    const json::value* count = object->if_contains("count");
    if (time == nullptr || count == nullptr || !time->is_int64() || !count->is_int64() ||
        count->get_int64() < 1)
        throw Failure(ErrorCode::body_invalid, "time or count of an incident");
    incident.time = from_unix_milliseconds(time->get_int64());
    incident.count = static_cast<std::uint64_t>(count->get_int64());
    return incident;
}

std::string host_name() {
    utsname names{};
    return uname(&names) == 0 ? names.nodename : "unknown";
}

std::string system_name() {
    std::string distribution;
    std::ifstream release("/etc/os-release");
    for (std::string line; std::getline(release, line);) {
        constexpr std::string_view key = "PRETTY_NAME=";
        if (!line.starts_with(key)) continue;
        distribution = line.substr(key.size());
        std::erase(distribution, '"');
    }
    utsname names{};
    if (uname(&names) != 0) return distribution;
    return distribution + (distribution.empty() ? "" : ", ") + names.sysname + ' ' + names.release;
}

}  // namespace trainingzip::incident
