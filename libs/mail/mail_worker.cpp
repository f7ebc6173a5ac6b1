#include "mail/mail_worker.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "incident/watched_task.h"
#include "mail/smtp_sender.h"

namespace trainingzip::mail {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds between_looks = 1s;
/// After a failure, before the next mail: a server that is away is not asked once for each of them.
constexpr std::chrono::milliseconds after_failure = 2s;
constexpr std::chrono::milliseconds longest_pause = 1h;
constexpr const char* job_name = "mails";

metrics::Counter count_mails(const metrics::Metrics& metrics, const char* result) {
    return metrics.counter("trainingzip_mails_total", "Attempts to send a mail.", {{"result", result}});
}

/// What the report of a mail that was given up is about. Its message is the same for equal causes.
class MailNotSent : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace

MailWorker::Settings MailWorker::Settings::load(ConfigSection& section) {
    Settings settings;
    settings.attempts = section.integer("mail_attempts", 1, 100);
    settings.first_pause = section.seconds("mail_retry_seconds");
    return settings;
}

MailWorker::MailWorker(Settings settings, const Outbox& outbox, Compose compose, Send send,
                       incident::JobWatch watch, Logger logger, const metrics::Metrics& metrics)
    : settings_(settings),
      outbox_(outbox),
      compose_(std::move(compose)),
      send_(std::move(send)),
      watch_(std::move(watch)),
      logger_(std::move(logger)),
      waiting_(metrics.gauge("trainingzip_mails_waiting", "Mails that have not been sent yet.")),
      sent_(count_mails(metrics, "sent")),
      refused_(count_mails(metrics, "refused")),
      postponed_(count_mails(metrics, "postponed")),
      given_up_(count_mails(metrics, "given_up")),
      task_(incident::watched_task(job_name, between_looks, watch_, logger_),
            [this](PeriodicTask::Run& run) { this->run(run); }) {}

void MailWorker::run(PeriodicTask::Run& run) {
    while (!run.stop_token().stop_requested()) {
        const auto claimed = outbox_.claim(clock_.now(), settings_.lease);
        if (!claimed) break;
        const Result result = handle(*claimed, run.stop_token());
        if (result == Result::postponed || result == Result::given_up) {
            run.set_next(after_failure);
            break;
        }
    }
    waiting_.set(static_cast<double>(outbox_.count_waiting()));
}

MailWorker::Result MailWorker::handle(const ClaimedOrder& claimed, const std::stop_token& stop) {
    try {
        if (clock_.now() >= claimed.expires_at) throw SendError("it has waited too long");
        const auto message = compose_(claimed.order);
        if (!message) {
            outbox_.remove(claimed.id);
            return Result::dropped;
        }
        send_(*message, stop);
    } catch (const RecipientRefused& error) {
        refused_.add();
        logger_.warning("mail_refused", {{"mail_id", claimed.id},
                                         {"kind", claimed.order.kind},
                                         {"attempt", claimed.attempt},
                                         {"reason", error.what()}});
        outbox_.remove(claimed.id);
        return Result::refused;
    } catch (const SendError& error) {
        if (stop.stop_requested()) {
            outbox_.postpone(claimed.id, clock_.now());
            return Result::postponed;
        }
        return retry_or_give_up(claimed, error.what());
    } catch (const std::invalid_argument& error) {
        return retry_or_give_up(claimed, error.what());
    }
    sent_.add();
    logger_.info("mail_sent",
                 {{"mail_id", claimed.id}, {"kind", claimed.order.kind}, {"attempt", claimed.attempt}});
    outbox_.remove(claimed.id);
    return Result::sent;
}

MailWorker::Result MailWorker::retry_or_give_up(const ClaimedOrder& claimed, const char* reason) {
    const UtcTime next = clock_.now() + pause_after(claimed.attempt);
    if (claimed.attempt < settings_.attempts && next < claimed.expires_at) {
        postponed_.add();
        logger_.warning("mail_postponed", {{"mail_id", claimed.id},
                                           {"kind", claimed.order.kind},
                                           {"attempt", claimed.attempt},
                                           {"reason", reason}});
        outbox_.postpone(claimed.id, next);
        return Result::postponed;
    }
    given_up_.add();
    logger_.error("mail_given_up", {{"mail_id", claimed.id},
                                    {"kind", claimed.order.kind},
                                    {"attempt", claimed.attempt},
                                    {"reason", reason}});
    outbox_.remove(claimed.id);
    try {
        throw MailNotSent("a mail was given up: " + std::string(reason));
    } catch (const MailNotSent&) {
        watch_.fault({job_name, claimed.order.kind, {}});
    }
    return Result::given_up;
}

std::chrono::milliseconds MailWorker::pause_after(std::int64_t attempt) const {
    std::chrono::milliseconds pause = settings_.first_pause;
    for (std::int64_t i = 1; i < attempt && pause < longest_pause; ++i) pause *= 3;
    return std::min(pause, longest_pause);
}

}  // namespace trainingzip::mail
