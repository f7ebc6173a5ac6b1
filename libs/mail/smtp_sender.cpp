#include "mail/smtp_sender.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

#include "base/ids.h"

namespace trainingzip::mail {
namespace {

constexpr std::chrono::milliseconds longest_connect{10'000};

struct CloseEasy {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void start_curl_once() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw SendError("libcurl cannot start");
}

/// Of CURLOPT_USE_SSL, whose values are of an enumeration or of type long, depending on the version of
/// libcurl.
long encryption(SmtpSettings::StartTls start_tls) {
    switch (start_tls) {
        case SmtpSettings::StartTls::never:
            return CURLUSESSL_NONE;
        case SmtpSettings::StartTls::optional:
            return CURLUSESSL_TRY;
        case SmtpSettings::StartTls::required:
            break;
    }
    return CURLUSESSL_ALL;
}

/// One mail under way.
class Transfer {
  public:
    Transfer(const SmtpSettings& settings, const std::string& to, std::string_view mail,
             const std::stop_token& stop)
        : rest_(mail), stop_(stop) {
        start_curl_once();
        easy_.reset(curl_easy_init());
        recipients_.reset(curl_slist_append(nullptr, ("<" + to + ">").c_str()));
        if (!easy_ || !recipients_) throw SendError("libcurl has no memory");
        set_up(settings);
    }

    void run() {
        const CURLcode code = curl_easy_perform(easy_.get());
        if (code == CURLE_OK) return;
        if (stop_.stop_requested()) throw SendError("stopped");
        long reply = 0;
        curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &reply);
        std::string reason = curl_easy_strerror(code);
        if (!command_.empty()) reason += ", after " + command_;
        if (reply > 0) reason += ", reply " + std::to_string(reply);
        const bool is_final = reply >= 500 && reply < 600;
        if (is_final && command_ == "RCPT" && code != CURLE_OPERATION_TIMEDOUT) {
            throw RecipientRefused(reason);
        }
        throw SendError(reason);
    }

  private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        if (curl_easy_setopt(easy_.get(), option, value) != CURLE_OK) {
            throw SendError("libcurl refuses an option of a mail");
        }
    }

    void set_up(const SmtpSettings& settings) {
        // What follows the server in the address is the name we give ourselves (RFC 5321, 4.1.1.1): that of
        // the machine would be one that nobody can look up.
        const std::string domain = settings.from.substr(settings.from.find('@') + 1);
        set(CURLOPT_URL, (settings.server + "/" + domain).c_str());
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        set(CURLOPT_PROXY, "");
        set(CURLOPT_NOSIGNAL, 1L);
        const auto connect = std::min(settings.timeout, longest_connect);
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
        set(CURLOPT_USE_SSL, static_cast<long>(encryption(settings.start_tls)));
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!settings.authorities.empty()) set(CURLOPT_CAINFO, settings.authorities.c_str());
        if (!settings.user.empty()) {
            set(CURLOPT_USERNAME, settings.user.c_str());
            set(CURLOPT_PASSWORD, settings.password.c_str());
        }
        set(CURLOPT_MAIL_FROM, ("<" + settings.from + ">").c_str());
        set(CURLOPT_MAIL_RCPT, recipients_.get());
        set(CURLOPT_UPLOAD, 1L);
        set(CURLOPT_READFUNCTION, &Transfer::on_read);
        set(CURLOPT_READDATA, this);
        set(CURLOPT_WRITEFUNCTION, &Transfer::on_write);
        set(CURLOPT_XFERINFOFUNCTION, &Transfer::on_progress);
        set(CURLOPT_XFERINFODATA, this);
        set(CURLOPT_NOPROGRESS, 0L);
        // The only way to learn which command a reply is to.
        set(CURLOPT_DEBUGFUNCTION, &Transfer::on_debug);
        set(CURLOPT_DEBUGDATA, this);
        set(CURLOPT_VERBOSE, 1L);
    }

    static std::size_t on_read(char* data, std::size_t size, std::size_t count, void* user) {
        auto& rest = static_cast<Transfer*>(user)->rest_;
        const std::size_t length = std::min(size * count, rest.size());
        std::memcpy(data, rest.data(), length);
        rest.remove_prefix(length);
        return length;
    }

    static std::size_t on_write(char*, std::size_t size, std::size_t count, void*) { return size * count; }

    static int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        return static_cast<Transfer*>(user)->stop_.stop_requested() ? 1 : 0;
    }

    static int on_debug(CURL*, curl_infotype type, char* data, std::size_t size, void* user) {
        if (type != CURLINFO_HEADER_OUT) return 0;
        // Nothing else of the line: it may be a password.
        const std::string_view line(data, size);
        for (const std::string_view command : {"EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"}) {
            if (line.starts_with(command)) static_cast<Transfer*>(user)->command_ = command;
        }
        return 0;
    }

    std::string_view rest_;
    const std::stop_token& stop_;
    std::string command_;  ///< The last one that was sent, without its arguments.
    std::unique_ptr<curl_slist, FreeList> recipients_;
    std::unique_ptr<CURL, CloseEasy> easy_;
};

}  // namespace

SmtpSender::SmtpSender(SmtpSettings settings) : settings_(std::move(settings)) {}

void SmtpSender::send(const Message& message, const std::stop_token& stop) const {
    const Envelope envelope{settings_.from, random_hex(16), SystemClock().now()};
    const std::string mail = encode(message, envelope);
    Transfer(settings_, message.to, mail, stop).run();
}

}  // namespace trainingzip::mail
