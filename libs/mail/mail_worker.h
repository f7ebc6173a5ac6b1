#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

#include "base/clock.h"
#include "base/config.h"
#include "base/log.h"
#include "base/periodic_task.h"
#include "incident/job_watch.h"
#include "mail/message.h"
#include "mail/outbox.h"
#include "metrics/metrics.h"

namespace trainingzip::mail {

/// Sends the mails of an outbox one after the other, in a thread of its own.
///
/// A mail that the server does not take is tried again, each time after three times as long a pause, and the
/// others wait a little as well. A mail that has run out of attempts or of time is given up and reported as
/// an incident, which has no address in it; a recipient whom the server refuses is nobody's fault and is
/// logged alone.
class MailWorker {
  public:
    struct Settings {
        std::int64_t attempts = 6;
        std::chrono::milliseconds first_pause{10'000};
        std::chrono::milliseconds lease{120'000};  ///< Longer than one mail may take.

        /// Reads mail_attempts and mail_retry_seconds.
        static Settings load(ConfigSection& section);
    };

    /// The mail of an order, with new secrets each time; nullopt when there is nobody to write to any more.
    using Compose = std::function<std::optional<Message>(const Order& order)>;
    /// As SmtpSender::send().
    using Send = std::function<void(const Message& message, const std::stop_token& stop)>;

    /// The outbox, and what the functions use, must outlive it.
    MailWorker(Settings settings, const Outbox& outbox, Compose compose, Send send, incident::JobWatch watch,
               Logger logger, const metrics::Metrics& metrics);

  private:
    enum class Result { sent, dropped, refused, postponed, given_up };

    void run(PeriodicTask::Run& run);
    Result handle(const ClaimedOrder& claimed, const std::stop_token& stop);
    Result retry_or_give_up(const ClaimedOrder& claimed, const char* reason);
    std::chrono::milliseconds pause_after(std::int64_t attempt) const;

    const Settings settings_;
    const Outbox& outbox_;
    const Compose compose_;
    const Send send_;
    const incident::JobWatch watch_;
    const Logger logger_;
    const SystemClock clock_;
    const metrics::Gauge waiting_;
    const metrics::Counter sent_;
    const metrics::Counter refused_;
    const metrics::Counter postponed_;
    const metrics::Counter given_up_;
    PeriodicTask task_;  ///< Last: it ends before what it uses.
};

}  // namespace trainingzip::mail
