#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "api/operations/incidents/slack_message.h"
#include "base/encoding.h"
#include "incident/redaction.h"
#include "incident/reported_request.h"

using namespace trainingzip;

namespace {

/// Takes the input apart.
class Input {
  public:
    Input(const std::uint8_t* data, std::size_t size)
        : rest_(reinterpret_cast<const char*>(data), size),
          secret_("s" + hex_encode(sha256(std::span(data, size))).substr(0, 15)) {}

    std::size_t choose(std::size_t count) {
        if (rest_.empty()) return 0;
        const auto chosen = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        return chosen % count;
    }
    std::string text() {
        const std::size_t length = choose(64);
        std::string taken(rest_.substr(0, length));
        rest_.remove_prefix(taken.size());
        return taken;
    }
    /// Made of the whole input, so that no input can hold it.
    const std::string& secret() const { return secret_; }

  private:
    std::string_view rest_;
    std::string secret_;
};

std::string json_text(const std::string& text) {
    std::string result;
    for (const char character : text) {
        const bool plain = character >= ' ' && character < '\x7f' && character != '"' && character != '\\';
        result += plain ? character : '_';
    }
    return result;
}

std::string line_text(std::string text) {
    for (char& character : text)
        if (character == '\r' || character == '\n' || character == '\0') character = ' ';
    return text;
}

constexpr std::array secret_headers = {"Authorization", "Cookie", "X-Api-Key", "Proxy-Authorization",
                                       "Set-Cookie"};
constexpr std::array secret_names = {"password",     "access_token",  "newPassword", "refresh-token",
                                     "E-Mail",       "client.secret", "pass%77ord",  "api_key",
                                     "%2570assword", "ticket",        "비밀번호"};

/// Under a name that says that it is secret.
void plant_named(Input& input, web::Request& request) {
    const std::string name = secret_names[input.choose(secret_names.size())];
    const std::string before = input.text();
    const std::string after = input.text();
    const std::string& secret = input.secret();
    constexpr std::size_t places = 10;
    switch (input.choose(places)) {
        case 7:
            request.headers.add("Referer", "https://host/path?" + name + '=' + secret);
            return;
        case 8:
            request.headers.set("Content-Type", "application/json");
            request.body = R"({"payload":"{\"note\":\")" + json_text(before) + R"(\",\"password\":\")" +
                           secret + R"(\"}","more":")" + json_text(after) + R"("})";
            return;
        case 9:
            request.headers.set("Content-Type", "application/json");
            request.body = R"({"\u0070assword":")" + secret + "\",\"broken" + json_text(after);
            return;
        case 0: {
            const std::array schemes = {"Bearer ", "Basic ", "", "Digest "};
            request.headers.add(secret_headers[input.choose(secret_headers.size())],
                                schemes[input.choose(schemes.size())] + secret);
            return;
        }
        case 1:
            request.headers.add("Cookie", "a=b; session=" + secret + "; c=d");
            return;
        case 2:
            request.target +=
                (request.target.find('?') == std::string::npos ? '?' : '&') + name + '=' + secret;
            return;
        case 3:
            request.headers.set("Content-Type", "application/json");
            request.body = R"({"note":")" + json_text(before) + R"(","list":[{"refreshToken":")" + secret +
                           R"("}],"more":")" + json_text(after) + R"("})";
            return;
        case 4:
            request.headers.set("Content-Type", "application/x-www-form-urlencoded");
            request.body = before + '&' + name + '=' + secret + '&' + after;
            return;
        case 5:
            request.headers.set("Content-Type", "Multipart/form-data; boundary=x");
            request.body = "--x\r\nContent-Disposition: form-data; name = refresh-token\r\n\r\n" + secret +
                           "\r\n--x\r\n" + before;
            return;
        default:
            request.headers.set("Content-Type", "application/json");
            request.body = R"({"password":)" + std::string(input.choose(2) == 0 ? "" : "{\"deep\":") + '"' +
                           secret + "\",\"broken" + json_text(after);
    }
}

/// In a form that shows what it is, or bare, where it has been named already.
std::string shown_form(Input& input, bool named) {
    const std::string& secret = input.secret();
    const std::array forms = {" Bearer " + secret,
                              ' ' + secret + "@example.org",
                              " https://hooks.slack.com/services/T00/B00/" + secret,
                              " postgresql://user:" + secret + "@host/name",
                              " password=" + secret,
                              "\n%70assword=" + secret,
                              " {\\\"ticket\\\":\\\"" + secret + "\\\"}",
                              " \"token\": \"" + secret + '"',
                              ' ' + secret + "aa.bbbb.cccc"};
    const std::size_t chosen = input.choose(forms.size() + 1);
    if (chosen < forms.size()) return forms[chosen];
    return named ? secret : std::string();
}

/// Wherever a client can write.
void plant_elsewhere(Input& input, web::Request& request, std::string& message, bool named) {
    const std::string planted = input.text() + shown_form(input, named) + input.text();
    constexpr std::size_t places = 6;
    switch (input.choose(places)) {
        case 0:
            request.headers.add("X-Note", line_text(planted));
            return;
        case 1:
            request.headers.set("User-Agent", line_text(planted));
            return;
        case 2:
            request.target.insert(std::min<std::size_t>(request.target.size(), 1), line_text(planted));
            return;
        case 3:
            if (request.body.empty()) request.body = planted;
            return;
        case 4:
            request.headers.add(line_text(planted), "a value");
            return;
        default:
            message += planted;
    }
}

void must_be_hidden(std::string_view text, const std::string& secret) {
    if (text.find(secret) == std::string_view::npos) return;
    std::fprintf(stderr, "%s stands in: %.*s\n", secret.c_str(), static_cast<int>(text.size()), text.data());
    std::abort();
}

}  // namespace

// A request with a secret in several places: the report, the message to Slack and what lies in the crash
// record hold none of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    const std::string& secret = input.secret();
    web::Request request;
    request.method = "POST";
    request.target = "/trainings/" + line_text(input.text());
    request.headers.add("Content-Type", "text/plain");
    std::string message = input.text();
    const bool named = input.choose(4) != 0;
    if (named) plant_named(input, request);
    for (std::size_t left = input.choose(4); left > 0; --left)
        plant_elsewhere(input, request, message, named);

    const incident::RequestSecrets secrets = incident::secrets_of(request);
    api::WaitingIncident waiting;
    incident::Incident& report = waiting.incident.report;
    report.message = incident::redact_text(secrets.mask_in(message));
    report.request = incident::reported_request(request, secrets);
    must_be_hidden(incident::to_json(report), secret);
    must_be_hidden(api::slack_message(waiting, {}), secret);

    const incident::RequestNotes notes(request);
    must_be_hidden(incident::redact_target(notes.text().target), secret);
    must_be_hidden(incident::redact_text(notes.text().headers), secret);
    must_be_hidden(incident::redact_text(notes.text().user_agent), secret);
    must_be_hidden(notes.text().body, secret);
    return 0;
}
