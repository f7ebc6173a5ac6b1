#include "api/repeated_work.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "incident/redaction.h"

namespace trainingzip::api {

RepeatedWork::RepeatedWork(const std::string& name, std::chrono::milliseconds between_rounds,
                           incident::JobWatch watch, Logger logger, std::function<void()> round)
    : job_{name, {}, {}},
      between_rounds_(between_rounds),
      watch_(std::move(watch)),
      logger_(std::move(logger)),
      round_(std::move(round)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

void RepeatedWork::work(const std::stop_token& stop) const {
    std::condition_variable_any alarm;
    std::mutex mutex;
    std::unique_lock sleep(mutex);
    do {
        try {
            const auto held = watch_.enter(job_);
            round_();
        } catch (const std::exception& error) {
            watch_.fault_unless_expected(job_);
            logger_.warning("round_failed",
                            {{"work", job_.name}, {"reason", incident::redact_text(error.what())}});
        }
    } while (!alarm.wait_for(sleep, stop, between_rounds_, [&] { return stop.stop_requested(); }));
}

}  // namespace trainingzip::api
