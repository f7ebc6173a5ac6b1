#include "incident/reported_request.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "base/encoding.h"
#include "incident/redaction.h"
#include "incident/secret_names.h"

namespace trainingzip::incident {

namespace {

constexpr std::size_t longest_target = 4096;

std::string_view content_type(const web::Request& request) {
    return request.headers.find("Content-Type").value_or("");
}

// RFC 7515: header, claims and signature, base64url, with dots between.
std::string subject_of_token(const web::Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    std::string_view token = request.headers.find("Authorization").value_or("");
    if (!token.starts_with(scheme)) return {};
    token.remove_prefix(std::min(token.size(), token.find('.')));
    if (token.empty()) return {};
    const auto claims = base64url_decode(token.substr(1, token.find('.', 1) - 1));
    if (!claims) return {};
    boost::system::error_code error;
    const boost::json::value value =
        boost::json::parse({reinterpret_cast<const char*>(claims->data()), claims->size()}, error);
    const auto* object = value.if_object();
    const auto* subject = !error && object != nullptr ? object->if_contains("sub") : nullptr;
    const auto* text = subject != nullptr ? subject->if_string() : nullptr;
    const bool is_number =
        text != nullptr && !text->empty() && text->size() < 20 &&
        std::all_of(text->begin(), text->end(), [](char c) { return c >= '0' && c <= '9'; });
    return is_number ? std::string(*text) : std::string();
}

std::string reported_headers(const web::Request& request, const RequestSecrets& secrets) {
    std::string headers;
    for (const auto& [name, value] : request.headers.fields())
        headers +=
            redact_text(secrets.mask_in(name)) + ": " + redact_header(name, secrets.mask_in(value)) + '\n';
    return headers;
}

// Decoding may reveal a secret that was not recognisable before.
std::string reported_body(const web::Request& request, const RequestSecrets& secrets) {
    if (request.body.empty()) return {};
    return secrets.mask_in(redact_body(content_type(request), secrets.mask_in(request.body)));
}

std::string user_of(const web::Request& request) {
    return request.user.empty() ? subject_of_token(request) : request.user;
}

}  // namespace

RequestSecrets secrets_of(const web::Request& request) {
    RequestSecrets secrets;
    for (const auto& [name, value] : request.headers.fields()) secrets.add_header(name, value);
    if (request.target.find('?') != std::string::npos) secrets.add_parameters(request.target);
    secrets.add_body(content_type(request), request.body);
    return secrets;
}

RequestDetails reported_request(const web::Request& request, const RequestSecrets& secrets) {
    RequestDetails details;
    const std::string target =
        secrets.mask_in(redact_target(secrets.mask_in(request.target.substr(0, longest_target))));
    set_target(details, target);
    details.request_id = request.request_id;
    details.method = request.method;
    details.headers = reported_headers(request, secrets);
    details.body = reported_body(request, secrets);
    details.user = user_of(request);
    details.client_address = request.client_address;
    details.user_agent =
        redact_header("User-Agent", secrets.mask_in(request.headers.find("User-Agent").value_or("")));
    return details;
}

RequestNotes::RequestNotes(const web::Request& request) {
    const RequestSecrets secrets = secrets_of(request);
    const bool has_query = request.target.find('?') != std::string::npos;
    target_ =
        secrets.mask_in(has_query ? redact_target(request.target.substr(0, longest_target)) : request.target);
    for (const auto& [name, value] : request.headers.fields()) {
        headers_ += secrets.mask_in(name);
        headers_ += ": ";
        headers_ += is_secret_name(name) ? std::string(mask) : secrets.mask_in(value);
        headers_ += '\n';
    }
    user_agent_ = secrets.mask_in(request.headers.find("User-Agent").value_or(""));
    user_ = user_of(request);
    body_ = reported_body(request, secrets);
    text_ = {"request",   request.request_id,     request.method, target_, headers_,
             user_agent_, request.client_address, user_,          body_};
}

}  // namespace trainingzip::incident
