#include "api/operations/incidents/slack_worker.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "api/operations/incidents/slack_message.h"
#include "incident/redaction.h"
#include "incident/watched_task.h"
#include "web/client.h"

namespace trainingzip::api {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds between_messages = 1s;
constexpr std::chrono::seconds longest_pause = 600s;

metrics::Counter count_messages(const metrics::Metrics& metrics, const char* result) {
    return metrics.counter("trainingzip_slack_messages_total", "Attempts to send a report to Slack.",
                           {{"result", result}});
}

std::chrono::seconds retry_after(const web::ClientResponse& answer) {
    const std::string_view text = answer.headers.find("Retry-After").value_or("");
    int seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return std::clamp(std::chrono::seconds(seconds), 0s, longest_pause);
}

std::chrono::seconds pause_after(std::int64_t attempts) {
    constexpr std::int64_t most_doublings = 10;
    return std::min(longest_pause,
                    std::chrono::seconds(1 << std::clamp<std::int64_t>(attempts, 0, most_doublings)));
}

}  // namespace

SlackWorker::SlackWorker(Settings settings, IncidentStore& store, BrowserReader& browsers,
                         const incident::JobWatch& watch, Logger logger, const metrics::Metrics& metrics)
    : settings_(std::move(settings)),
      store_(store),
      browsers_(browsers),
      logger_(std::move(logger)),
      waiting_(metrics.gauge("trainingzip_slack_messages_waiting", "Reports that Slack has not taken yet.")),
      sent_(count_messages(metrics, "sent")),
      not_taken_(count_messages(metrics, "not_taken")) {
    if (settings_.webhook_url.empty()) return;
    // While the database is unavailable, the reports in it wait too.
    PeriodicTask::Settings task =
        incident::watched_task("messages to Slack", between_messages, watch, logger_);
    task.first_run = PeriodicTask::FirstRun::after_interval;
    task_.emplace(std::move(task), [this](PeriodicTask::Run& run) { this->run(run); });
}

void SlackWorker::run(PeriodicTask::Run& run) {
    const auto pause = send_one(run.stop_token());
    waiting_.set(static_cast<double>(store_.count_waiting_for_slack()));
    run.set_next(std::max(between_messages, pause));
}

std::chrono::milliseconds SlackWorker::send_one(const std::stop_token& stop) {
    const auto waiting = store_.claim_for_slack(to_unix_milliseconds(clock_.now()));
    if (!waiting) return between_messages;
    const auto agent = browsers_.read(waiting->incident.report.request.user_agent);
    const auto asked = post(slack_message(*waiting, agent), stop);
    if (!asked) {
        sent_.add();
        store_.mark_sent(waiting->incident.id);
        return between_messages;
    }
    not_taken_.add();
    const auto pause = *asked > 0s ? *asked : pause_after(waiting->attempts);
    store_.postpone(waiting->incident.id,
                    to_unix_milliseconds(clock_.now()) + std::chrono::milliseconds(pause).count());
    return *asked;
}

std::optional<std::chrono::seconds> SlackWorker::post(const std::string& message,
                                                      const std::stop_token& stop) const {
    web::Client::Call call;
    call.method = "POST";
    call.url = settings_.webhook_url;
    call.headers.set("Content-Type", "application/json");
    call.body = message;
    call.connect_timeout = 3s;
    call.idle_timeout = 10s;
    call.total_timeout = 10s;
    call.body_limit = 64 * 1024;
    try {
        const web::ClientResponse answer = web::Client().call(call, stop);
        if (answer.status >= 200 && answer.status < 300) return std::nullopt;
        logger_.warning("slack_refused", {{"status", answer.status}});
        return retry_after(answer);
    } catch (const web::ClientError& error) {
        std::string reason = error.what();
        const std::size_t address = reason.find(settings_.webhook_url);
        if (address != std::string::npos)
            reason.replace(address, settings_.webhook_url.size(), incident::mask);
        logger_.warning("slack_unreachable", {{"reason", incident::redact_text(reason)}});
        return 0s;
    }
}

}  // namespace trainingzip::api
