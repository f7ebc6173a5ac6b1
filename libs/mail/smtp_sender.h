#pragma once

#include <stdexcept>
#include <stop_token>
#include <string>

#include "mail/message.h"
#include "mail/smtp_settings.h"

namespace trainingzip::mail {

/// The mail was not taken. what() is for logs and reports: it has no address of a person and nothing of the
/// mail.
class SendError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The server refuses this recipient for good (RFC 5321, 4.2.1: a 5yz reply to RCPT): trying again is of no
/// use. Any other refusal may be due to our settings or to the server.
class RecipientRefused : public SendError {
  public:
    using SendError::SendError;
};

/// Sends mails by SMTP, over libcurl. Certificates are verified. Thread-safe.
class SmtpSender {
  public:
    explicit SmtpSender(SmtpSettings settings);

    /// Blocks until the server has taken the mail or the timeout is over; ends early, as unsent, when stop is
    /// requested. Throws SendError, and std::invalid_argument as encode().
    void send(const Message& message, const std::stop_token& stop = {}) const;

  private:
    const SmtpSettings settings_;
};

}  // namespace trainingzip::mail
