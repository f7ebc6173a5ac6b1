#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>
#include <utility>

#include "metrics/metrics.h"

namespace trainingzip::web {

struct Exchange;
struct Route;

/// Counts the requests and connections of one server. Safe to use from any thread. The label `route` is a
/// pattern of the router, never what a client wrote, and "none" where no pattern matched; `method` is one of
/// a few words.
class RequestMetrics {
  public:
    explicit RequestMetrics(const metrics::Metrics& metrics);

    /// Counts a request as in flight as long as what it returns lives.
    metrics::Counted enter() const { return metrics::Counted(in_flight_); }
    /// When the answer has been sent, or has broken off. Bytes of the bodies in and of the whole answer.
    void finished(const Exchange& exchange, int status, std::uint64_t bytes_received,
                  std::uint64_t bytes_sent);

    void set_connections(std::size_t count) const { connections_.set(static_cast<double>(count)); }
    void connection_refused() const { refused_.add(); }

  private:
    struct Series {
        metrics::Histogram seconds;
        std::map<int, metrics::Counter> of_status;
    };
    Series& series_of(const Route* route, std::string_view method);

    const metrics::Metrics metrics_;
    const metrics::Gauge in_flight_;
    const metrics::Gauge connections_;
    const metrics::Counter refused_;
    const metrics::Counter received_;
    const metrics::Counter sent_;
    std::mutex mutex_;
    std::map<std::pair<const Route*, std::string_view>, Series> series_;
};

}  // namespace trainingzip::web
