#include "incident/reporter.h"

#include <cxxabi.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "base/encoding.h"
#include "base/ids.h"
#include "incident/redaction.h"

namespace trainingzip::incident {

namespace {

std::string current_type() {
    const std::type_info* type = abi::__cxa_current_exception_type();
    if (type == nullptr) return "unknown";
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(type->name(), nullptr, nullptr, &status), &std::free);
    return status == 0 ? name.get() : type->name();
}

// Raw addresses are enough to distinguish the faults of one process without symbolising.
std::string key_of(const Fault& fault) {
    constexpr std::size_t frames_that_count = 8;
    std::string key = fault.place + '|' + fault.type;
    for (std::size_t i = 0; i < std::min(frames_that_count, fault.trace.depth); ++i)
        key += fmt::format("|{:x}", fault.trace.addresses[i]);
    return key;
}

}  // namespace

Fault current_fault(std::string place) {
    Fault fault{current_type(), {}, {}, std::move(place)};
    try {
        throw;
    } catch (const std::exception& exception) {
        fault.message = exception.what();
        fault.trace = trace_of(exception);
    } catch (...) {
        fault.message = "no message";
        fault.trace = trace_of_last_throw();
    }
    return fault;
}

std::string fingerprint_of(std::string_view kind, std::string_view type, std::string_view stack_trace) {
    constexpr int frames_that_count = 5;
    std::string text = fmt::format("{}\n{}\n", kind, type);
    int lines = 0;
    for (const char character : stack_trace) {
        if (character == '\n' && ++lines == frames_that_count) break;
        text += character;
    }
    return hex_encode(sha256(as_bytes(text))).substr(0, 32);
}

Reporter::Reporter(ReporterSettings settings, Deliver deliver, Logger logger, std::optional<Incident> found,
                   const metrics::Metrics& metrics)
    : settings_(std::move(settings)),
      deliver_(std::move(deliver)),
      logger_(std::move(logger)),
      reported_(metrics.counter("trainingzip_incidents_total", "Faults and crashes, repeats included.")),
      spooled_(metrics.gauge("trainingzip_incidents_spooled", "Reports on disk that wait to be delivered.")),
      spool_(settings_.spool_folder, settings_.spool_files, logger_) {
    if (found) {
        count(found->count);
        keep(*found);
    }
    worker_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

Reporter::~Reporter() {
    worker_.request_stop();
    worker_.join();
}

void Reporter::report(const Fault& fault, const std::function<RequestDetails()>& details) {
    std::string key = key_of(fault);
    if (count_repeat(key)) return;
    Pending first{fault, details(), SystemClock().now(), 0};
    const std::lock_guard lock(mutex_);
    count(1);
    ++pending_.try_emplace(std::move(key), std::move(first)).first->second.count;
    changed_.notify_one();
}

void Reporter::count(std::uint64_t occurrences) {
    occurrences_ += occurrences;
    reported_.add(static_cast<double>(occurrences));
}

bool Reporter::count_repeat(const std::string& key) {
    const std::lock_guard lock(mutex_);
    auto found = pending_.find(key);
    if (found == pending_.end() && pending_.size() >= settings_.distinct_faults) found = pending_.begin();
    if (found == pending_.end()) return false;
    ++found->second.count;
    count(1);
    return true;
}

std::uint64_t Reporter::occurrences() const {
    const std::lock_guard lock(mutex_);
    return occurrences_;
}

void Reporter::work(const std::stop_token& stop) {
    auto pause = settings_.flush_interval;
    auto next_delivery = std::chrono::steady_clock::now();
    // Left over from the previous process: this one may not run any longer.
    if (!spool_.empty()) deliver_spooled();
    const auto never = [] { return false; };
    for (bool last = false; !last;) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, stop, settings_.flush_interval, [this] { return !pending_.empty(); });
        }
        last = stop.stop_requested();
        flush();
        if (last || std::chrono::steady_clock::now() >= next_delivery) {
            pause = deliver_spooled() ? settings_.flush_interval
                                      : std::min(pause * 2, settings_.longest_retry_interval);
            next_delivery = std::chrono::steady_clock::now() + pause;
        }
        spooled_.set(static_cast<double>(spool_.size()));
        std::unique_lock lock(mutex_);
        if (!last) changed_.wait_for(lock, stop, settings_.flush_interval, never);
    }
}

void Reporter::flush() {
    std::map<std::string, Pending> pending;
    {
        const std::lock_guard lock(mutex_);
        pending.swap(pending_);
    }
    for (const auto& [key, entry] : pending) keep(describe_pending(entry));
}

void Reporter::keep(const Incident& incident) {
    logger_.error("incident", {{"incident_id", incident.id},
                               {"fingerprint", incident.fingerprint},
                               {"type", incident.type},
                               {"message", incident.message},
                               {"request_id", incident.request.request_id},
                               {"count", incident.count}});
    try {
        spool_.add(incident);
    } catch (const std::exception& error) {
        logger_.error("incident_not_stored",
                      {{"incident_id", incident.id}, {"reason", redact_text(error.what())}});
        deliver_at_once(incident);
    }
}

// A full disk must not lose a report.
void Reporter::deliver_at_once(const Incident& incident) {
    try {
        deliver_(incident);
    } catch (const std::exception& error) {
        logger_.error("incident_lost", {{"incident_id", incident.id}, {"reason", redact_text(error.what())}});
    }
}

bool Reporter::deliver_spooled() {
    try {
        spool_.deliver_all(deliver_);
        return true;
    } catch (const std::exception& error) {
        logger_.warning("incidents_waiting", {{"reason", redact_text(error.what())}});
        return false;
    }
}

Incident Reporter::describe_pending(const Pending& pending) {
    std::string raw = key_of(pending.fault);
    auto known = known_traces_.find(raw);
    if (known == known_traces_.end()) {
        if (known_traces_.size() >= settings_.distinct_faults) known_traces_.clear();
        known = known_traces_.emplace(std::move(raw), to_text(describe(pending.fault.trace))).first;
    }
    Incident incident;
    incident.id = random_hex(16);
    incident.server = settings_.server;
    incident.kind = "exception";
    incident.type = pending.fault.type;
    incident.message = redact_text(pending.fault.message);
    incident.stack_trace = known->second;
    incident.place = pending.fault.place;
    incident.fingerprint = fingerprint_of(incident.kind, incident.type, incident.stack_trace);
    incident.request = pending.request;
    incident.time = pending.first;
    incident.count = pending.count;
    incident.host = host_name();
    incident.system = system_name();
    return incident;
}

}  // namespace trainingzip::incident
