#include "api/accounts/account_housekeeping.h"

#include <condition_variable>
#include <mutex>

#include "api/accounts/sessions.h"

namespace trainingzip::api {

AccountHousekeeping::AccountHousekeeping(ApiContext& context)
    : context_(context), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void AccountHousekeeping::work(const std::stop_token& stop) {
    std::condition_variable_any alarm;
    std::mutex mutex;
    std::unique_lock sleep(mutex);
    do {
        try {
            remove_ended_sessions(context_);
            if (context_.signing_keys.maintain()) context_.verifier.reread();
        } catch (const std::exception& error) {
            context_.logger.error("account_housekeeping", {{"detail", error.what()}});
        }
    } while (!alarm.wait_for(sleep, stop, std::chrono::minutes(1), [&] { return stop.stop_requested(); }));
}

}  // namespace trainingzip::api
