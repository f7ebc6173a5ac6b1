#include "mail/message.h"

#include <algorithm>
#include <stdexcept>

#include "base/encoding.h"
#include "mail/mime_text.h"

namespace trainingzip::mail {
namespace {

constexpr std::size_t longest_address = 320;

bool is_control(char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

/// RFC 5322, 3.3: as in HTTP but for the zone.
std::string mail_date(UtcTime time) {
    std::string text = to_http_date(time);
    text.replace(text.rfind("GMT"), 3, "+0000");
    return text;
}

void require(bool holds, const char* what) {
    if (!holds) throw std::invalid_argument(what);
}

std::string with_crlf(std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 32);
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') result += '\r';
        result += c;
    }
    return result;
}

}  // namespace

bool is_mail_address(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
    if (text.size() > longest_address || text.find('@', at + 1) != std::string_view::npos) return false;
    return is_valid_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return is_control(c) || std::string_view(" <>()[]\\,;:\"").find(c) != std::string_view::npos;
           });
}

std::string encode(const Message& message, const Envelope& envelope) {
    require(is_mail_address(message.to), "the recipient is not an address");
    require(is_mail_address(envelope.from), "the sender is not an address");
    require(std::none_of(message.subject.begin(), message.subject.end(), is_control),
            "the subject has control characters");
    require(is_valid_utf8(message.subject) && is_valid_utf8(message.text), "the mail is not UTF-8");
    const std::string domain = envelope.from.substr(envelope.from.find('@') + 1);
    std::string mail = "Date: " + mail_date(envelope.date) + "\r\n";
    mail += "From: \"Training.zip\" <" + envelope.from + ">\r\n";
    mail += "To: <" + message.to + ">\r\n";
    mail += "Subject: " + encoded_header_text(message.subject, std::string_view("Subject: ").size()) + "\r\n";
    mail += "Message-ID: <" + envelope.id + "@" + domain + ">\r\n";
    // RFC 3834: keeps out-of-office replies away.
    mail += "Auto-Submitted: auto-generated\r\n";
    mail += "MIME-Version: 1.0\r\n";
    mail += "Content-Type: text/plain; charset=utf-8\r\n";
    mail += "Content-Transfer-Encoding: base64\r\n";
    mail += std::string("Content-Language: ") + (message.language == Language::korean ? "ko" : "en") + "\r\n";
    mail += "\r\n";
    mail += base64_lines(with_crlf(message.text));
    return mail;
}

}  // namespace trainingzip::mail
