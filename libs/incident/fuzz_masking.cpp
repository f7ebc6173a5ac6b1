#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "incident/redaction.h"
#include "incident/request_secrets.h"

using namespace trainingzip::incident;

namespace {

constexpr std::string_view secret = "plantedA1";

void must_be_hidden(const std::string& text) {
    if (text.find(secret) != std::string::npos) std::abort();
}

std::string json_text(std::string_view text) {
    std::string result;
    for (const char character : text) {
        const bool plain = character >= ' ' && character < '\x7f' && character != '"' && character != '\\';
        result += plain ? character : '_';
    }
    return result;
}

}  // namespace

// The first byte says where the secret stands under its name; it also stands bare in the message and in a
// header of an innocent name. The rest of the input is what is around it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    const std::string around(reinterpret_cast<const char*>(data + 1), size - 1);
    if (around.find(secret) != std::string::npos) return 0;
    const std::string planted(secret);
    std::string target = "/trainings?" + around;
    std::string header_name = "X-Note";
    std::string header_value = around;
    std::string type = "text/plain";
    std::string body = around;
    constexpr int places = 6;
    switch (data[0] % places) {
        case 0:
            header_name = "Authorization";
            header_value = "Bearer " + planted;
            break;
        case 1:
            header_name = "Cookie";
            header_value = "a=b; session=" + planted;
            break;
        case 2:
            target += "&access_token=" + planted;
            break;
        case 3:
            type = "application/json";
            body = R"({"note":")" + json_text(around) + R"(","list":[{"newPassword":")" + planted + R"("}]})";
            break;
        case 4:
            type = "application/x-www-form-urlencoded";
            body += "&pass%77ord=" + planted;
            break;
        default:
            type = "multipart/form-data; boundary=x";
            body = "--x\r\nContent-Disposition: form-data; name=\"refresh-token\"\r\n\r\n" + planted +
                   "\r\n--x\r\n" + around;
    }
    RequestSecrets secrets;
    secrets.add_header(header_name, header_value);
    secrets.add_parameters(target);
    secrets.add_body(type, body);
    must_be_hidden(redact_target(secrets.mask_in(target)));
    must_be_hidden(redact_header(header_name, secrets.mask_in(header_value)));
    must_be_hidden(redact_body(type, secrets.mask_in(body)));
    must_be_hidden(redact_header("X-Other", secrets.mask_in(around + planted)));
    must_be_hidden(redact_text(secrets.mask_in(around + ' ' + planted + around)));
    // Nobody knows this one but by the name before it.
    must_be_hidden(redact_text(around + " password=" + planted));
    return 0;
}
