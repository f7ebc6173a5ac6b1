#include "api/operations/incidents/slack_message.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/clock.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_title = 250;
constexpr std::size_t longest_stack_trace = 4000;
constexpr std::size_t longest_field = 2000;

/// Cut first: a cut escape would show.
std::string shown(std::string_view text, std::size_t longest) {
    bool cut = false;
    if (text.size() > longest) {
        while (longest > 0 && (static_cast<unsigned char>(text[longest]) & 0xC0U) == 0x80U) --longest;
        text = text.substr(0, longest);
        cut = true;
    }
    std::string result;
    for (const char character : text) {
        if (character == '&')
            result += "&amp;";
        else if (character == '<')
            result += "&lt;";
        else if (character == '>')
            result += "&gt;";
        else
            result += character == '`' ? '\'' : character;
    }
    if (cut) result += "...";
    return result;
}

boost::json::object field(std::string_view title, std::string_view value, bool narrow = false) {
    return {{"title", title},
            {"value", value.empty() ? std::string("-") : shown(value, longest_field)},
            {"short", narrow}};
}

std::string lines_of(const incident::UserAgent& agent) {
    return fmt::format(
        "deviceType: {}\nos: {}\nbrowser: {}\nbrowserVersion: {}\nrenderingEngine: {}\nbrowserType: {}\n"
        "manufacturer: {}",
        agent.device_type, agent.os, agent.browser, agent.browser_version, agent.rendering_engine,
        agent.browser_type, agent.manufacturer);
}

std::string url_of(const incident::RequestDetails& request) {
    if (request.method.empty()) return request.url;
    return request.method + ' ' + request.url;
}

std::string user_of(const incident::RequestDetails& request) {
    std::string text = request.user.empty() ? "nobody signed in" : "user " + request.user;
    if (!request.client_address.empty()) text += "\naddress " + request.client_address;
    if (!request.request_id.empty()) text += "\nrequest " + request.request_id;
    return text;
}

}  // namespace

std::string slack_message(const WaitingIncident& waiting, const incident::UserAgent& user_agent) {
    const incident::Incident& report = waiting.incident.report;
    const std::string what = report.message.empty() ? report.type : report.message;
    const std::string title = fmt::format("{} ({})", shown(what, longest_title), report.id);
    std::string pretext =
        fmt::format("{} in {} ({}): {}", report.kind, report.server, report.place, report.type);
    if (waiting.incident.occurrences > 1)
        pretext += fmt::format(", {} times so far", waiting.incident.occurrences);
    if (waiting.occurrences_before > 0)
        pretext += fmt::format(", {} times in the window before", waiting.occurrences_before);
    const boost::json::array fields = {
        field("Request URL", url_of(report.request)),
        field("Request Parameter", report.request.parameters),
        field("Request Header", report.request.headers),
        field("Request Body", report.request.body),
        field("User Info", user_of(report.request)),
        field("User Agent", lines_of(user_agent)),
        field("Time", to_iso8601(report.time), true),
        field("Server Name", report.server, true),
        field("Server System OS", report.system, true),
        field("Server Host Name", report.host, true),
    };
    const std::string trace = report.stack_trace.empty() ? "no stack trace" : report.stack_trace;
    const boost::json::object attachment = {
        {"fallback", title},
        {"color", "danger"},
        {"pretext", shown(pretext, longest_title)},
        {"title", title},
        {"text", "```" + shown(trace, longest_stack_trace) + "```"},
        {"mrkdwn_in", boost::json::array{"text"}},
        {"fields", fields},
        {"footer", fmt::format("GET /api/admin/incidents/{}", waiting.incident.id)},
        {"ts", to_unix_milliseconds(report.time) / 1000},
    };
    return boost::json::serialize(boost::json::object{{"attachments", boost::json::array{attachment}}});
}

}  // namespace trainingzip::api
