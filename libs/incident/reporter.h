#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/clock.h"
#include "base/log.h"
#include "incident/incident.h"
#include "incident/spool.h"
#include "incident/stack_trace.h"
#include "metrics/metrics.h"

namespace trainingzip::incident {

/// A fault as captured on the thread where it occurred: cheap to create, not yet symbolised.
struct Fault {
    std::string type;     ///< Of the exception, demangled.
    std::string message;  ///< Not redacted yet.
    StackTrace trace;
    std::string place;  ///< "request" or the name of the background job.
};

/// The fault of the exception that is being handled. Call it in a catch block.
Fault current_fault(std::string place);

struct ReporterSettings {
    std::string server;
    std::filesystem::path spool_folder;
    std::size_t spool_files = 1000;     ///< Incidents that may wait on disk.
    std::size_t distinct_faults = 256;  ///< Distinguished between two flushes; the rest are counted as one.
    std::chrono::milliseconds flush_interval{1'000};
    std::chrono::milliseconds longest_retry_interval{60'000};
};

/// Takes faults from any thread, counts repeats, and passes them to `deliver` on a worker thread, by way of
/// the spool: the first one immediately, later ones once per flush interval. report() never waits for disk or
/// network; a repeat within a flush interval costs one map look-up. `deliver` may throw: it is retried with
/// increasing delays.
class Reporter {
  public:
    using Deliver = std::function<void(const Incident&)>;

    /// `found`: a crash found at start. It is in the spool when this returns, since the process may crash
    /// again soon.
    Reporter(ReporterSettings settings, Deliver deliver, Logger logger, std::optional<Incident> found = {},
             const metrics::Metrics& metrics = {});
    /// Writes what is still counted to the spool and tries to deliver it once.
    ~Reporter();
    Reporter(const Reporter&) = delete;
    Reporter& operator=(const Reporter&) = delete;

    /// `details` is called only for the first of equal faults in an interval; it must redact. The message is
    /// redacted here, but the caller must remove secrets that only it can know.
    void report(const Fault& fault, const std::function<RequestDetails()>& details);

    /// Occurrences reported so far.
    std::uint64_t occurrences() const;

  private:
    struct Pending {
        Fault fault;
        RequestDetails request;
        UtcTime first;
        std::uint64_t count = 0;
    };

    void work(const std::stop_token& stop);
    /// Requires the lock.
    void count(std::uint64_t occurrences);
    bool count_repeat(const std::string& key);
    void flush();
    void keep(const Incident& incident);
    void deliver_at_once(const Incident& incident);
    bool deliver_spooled();
    Incident describe_pending(const Pending& pending);

    const ReporterSettings settings_;
    const Deliver deliver_;
    const Logger logger_;
    const metrics::Counter reported_;
    const metrics::Gauge spooled_;
    Spool spool_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<std::string, Pending> pending_;
    std::uint64_t occurrences_ = 0;
    std::map<std::string, std::string> known_traces_;  ///< Only the worker looks: text by raw addresses.
    std::jthread worker_;
};

/// A short hexadecimal text, equal for equal kind, type and top five frames of the trace.
std::string fingerprint_of(std::string_view kind, std::string_view type, std::string_view stack_trace);

}  // namespace trainingzip::incident
