#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/error.h"

namespace trainingzip::mail {

/// A mail to one person. All texts are UTF-8.
struct Message {
    std::string to;       ///< An address, is_mail_address().
    std::string subject;  ///< One line.
    std::string text;     ///< Lines apart by '\n'.
    Language language = Language::korean;
};

/// What a sender adds to each of its mails.
struct Envelope {
    std::string from;  ///< An address, is_mail_address().
    std::string id;    ///< Of this mail, without '@': letters, digits, '-' and '_'.
    UtcTime date;
};

/// Whether text is one address that is safe in a header and in an SMTP command: one '@', no blanks, control
/// characters, brackets, quotes or separators. Letters outside of ASCII need a server with SMTPUTF8 (RFC
/// 6531).
bool is_mail_address(std::string_view text);

/// The mail as it is sent: headers and a text/plain body in base64, lines ended by CR LF and no longer than
/// 78 bytes but for the addresses (RFC 5322, 2045, 2047). Throws std::invalid_argument for an address that
/// is none, for a subject with control characters, and for text that is not UTF-8: so nothing in a message
/// can add a header.
std::string encode(const Message& message, const Envelope& envelope);

}  // namespace trainingzip::mail
