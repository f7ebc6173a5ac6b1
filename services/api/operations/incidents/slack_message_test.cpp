#include "api/operations/incidents/slack_message.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <map>

namespace trainingzip::api {
namespace {

namespace json = boost::json;

WaitingIncident example() {
    WaitingIncident waiting;
    waiting.incident.id = 17;
    waiting.incident.occurrences = 3;
    waiting.occurrences_before = 42;
    incident::Incident& report = waiting.incident.report;
    report.id = "0123456789abcdef0123456789abcdef";
    report.server = "upload";
    report.kind = "exception";
    report.type = "std::logic_error";
    report.message = "it <broke> & how";
    report.stack_trace = "#0 f() at a.cpp:1";
    report.place = "request";
    report.time = from_unix_milliseconds(1'700'000'000'000);
    report.host = "host";
    report.system = "Debian";
    report.request = {"request-id", "POST", "/trainings/1", "a=b", "Accept: */*\n",
                      "{}",         "7",    "192.0.2.1",    ""};
    return waiting;
}

const incident::UserAgent agent{"Mobile", "Android 14",     "Chrome", "126.0",
                                "Blink",  "Mobile browser", "Samsung"};

json::object attachment_of(const std::string& message) {
    const json::value value = json::parse(message);
    EXPECT_EQ(value.at("attachments").as_array().size(), 1U);
    return value.at("attachments").as_array()[0].as_object();
}

std::map<std::string, std::string> fields_of(const json::object& attachment) {
    std::map<std::string, std::string> fields;
    for (const json::value& field : attachment.at("fields").as_array())
        fields.emplace(field.at("title").as_string(), field.at("value").as_string());
    return fields;
}

TEST(SlackMessage, HasTitleTraceAndEveryField) {
    const json::object attachment = attachment_of(slack_message(example(), agent));
    EXPECT_EQ(attachment.at("title"), "it &lt;broke&gt; &amp; how (0123456789abcdef0123456789abcdef)");
    EXPECT_EQ(attachment.at("text"), "```#0 f() at a.cpp:1```");
    EXPECT_EQ(attachment.at("footer"), "GET /api/admin/incidents/17");
    EXPECT_EQ(attachment.at("ts"), 1'700'000'000);
    EXPECT_EQ(
        attachment.at("pretext"),
        "exception in upload (request): std::logic_error, 3 times so far, 42 times in the window before");
    const std::map<std::string, std::string> expected = {
        {"Request URL", "POST /trainings/1"},
        {"Request Parameter", "a=b"},
        {"Request Header", "Accept: */*\n"},
        {"Request Body", "{}"},
        {"User Info", "user 7\naddress 192.0.2.1\nrequest request-id"},
        {"User Agent",
         "deviceType: Mobile\nos: Android 14\nbrowser: Chrome\nbrowserVersion: 126.0\nrenderingEngine: "
         "Blink\n"
         "browserType: Mobile browser\nmanufacturer: Samsung"},
        {"Time", "2023-11-14T22:13:20.000Z"},
        {"Server Name", "upload"},
        {"Server System OS", "Debian"},
        {"Server Host Name", "host"},
    };
    EXPECT_EQ(fields_of(attachment), expected);
}

TEST(SlackMessage, StaysBelowWhatSlackTakes) {
    WaitingIncident waiting = example();
    incident::Incident& report = waiting.incident.report;
    std::string long_text;
    while (long_text.size() < 60'000) long_text += "가";
    report.message = report.stack_trace = report.request.headers = report.request.body = long_text;
    report.request.parameters = report.request.url = report.type = long_text;
    const std::string message = slack_message(waiting, agent);
    EXPECT_LT(message.size(), 16'384U);
    EXPECT_TRUE(attachment_of(message).at("text").as_string().ends_with("...```"));
}

TEST(SlackMessage, CannotLeaveTheQuotedTraceAndHasNoEmptyField) {
    WaitingIncident waiting = example();
    waiting.incident.report.stack_trace = "``` <!channel>";
    waiting.incident.report.request = {};
    const json::object attachment = attachment_of(slack_message(waiting, agent));
    EXPECT_EQ(attachment.at("text"), "```''' &lt;!channel&gt;```");
    for (const auto& [title, value] : fields_of(attachment)) EXPECT_FALSE(value.empty()) << title;
}

}  // namespace
}  // namespace trainingzip::api
