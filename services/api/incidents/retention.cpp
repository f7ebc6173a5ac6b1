#include "api/incidents/retention.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "incident/redaction.h"

namespace trainingzip::api {

IncidentRetention::IncidentRetention(std::chrono::milliseconds kept, IncidentStore& store,
                                     incident::JobWatch watch, Logger logger)
    : kept_(kept),
      store_(store),
      watch_(std::move(watch)),
      logger_(std::move(logger)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

void IncidentRetention::work(const std::stop_token& stop) {
    constexpr std::chrono::hours between_rounds(1);
    const incident::WatchedJob job{"incident retention", {}, {}};
    std::mutex mutex;
    std::condition_variable_any alarm;
    std::unique_lock sleep(mutex);
    do {
        try {
            const auto held = watch_.enter(job);
            store_.forget_before(to_unix_milliseconds(clock_.now()) - kept_.count());
        } catch (const std::exception& error) {
            // A database that is away is no fault of ours, and an hour more or less does not matter.
            watch_.fault_unless_expected(job);
            logger_.warning("old reports stay", {{"reason", incident::redact_text(error.what())}});
        }
    } while (!alarm.wait_for(sleep, stop, between_rounds, [&] { return stop.stop_requested(); }));
}

}  // namespace trainingzip::api
