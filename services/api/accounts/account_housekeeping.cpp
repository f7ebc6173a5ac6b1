#include "api/accounts/account_housekeeping.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "api/accounts/sessions.h"
#include "incident/redaction.h"

namespace trainingzip::api {

AccountHousekeeping::AccountHousekeeping(ApiContext& context, incident::JobWatch watch)
    : context_(context),
      watch_(std::move(watch)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

void AccountHousekeeping::work(const std::stop_token& stop) {
    const incident::WatchedJob job{"account housekeeping", {}, {}};
    std::condition_variable_any alarm;
    std::mutex mutex;
    std::unique_lock sleep(mutex);
    do {
        try {
            const auto held = watch_.enter(job);
            remove_ended_sessions(context_);
            if (context_.signing_keys.maintain()) context_.verifier.reread();
        } catch (const std::exception& error) {
            watch_.fault_unless_expected(job);
            context_.logger.error("account_housekeeping", {{"detail", incident::redact_text(error.what())}});
        }
    } while (!alarm.wait_for(sleep, stop, std::chrono::minutes(1), [&] { return stop.stop_requested(); }));
}

}  // namespace trainingzip::api
