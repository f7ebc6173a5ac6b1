#include "api/counts/count_keeper.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "api/counts/list_counts.h"
#include "incident/redaction.h"

namespace trainingzip::api {

CountKeeper::CountKeeper(std::chrono::milliseconds between_rounds, data::Database& database,
                         incident::JobWatch watch, Logger logger)
    : between_rounds_(between_rounds),
      database_(database),
      watch_(std::move(watch)),
      logger_(std::move(logger)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

void CountKeeper::work(const std::stop_token& stop) {
    const incident::WatchedJob job{"counts of lists", {}, {}};
    std::mutex mutex;
    std::condition_variable_any alarm;
    std::unique_lock sleep(mutex);
    do {
        try {
            const auto held = watch_.enter(job);
            add_up_list_changes(database_);
        } catch (const std::exception& error) {
            watch_.fault_unless_expected(job);
            logger_.warning("changes of lists wait", {{"reason", incident::redact_text(error.what())}});
        }
    } while (!alarm.wait_for(sleep, stop, between_rounds_, [&] { return stop.stop_requested(); }));
}

}  // namespace trainingzip::api
