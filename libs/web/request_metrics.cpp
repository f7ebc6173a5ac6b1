#include "web/request_metrics.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include "web/exchange.h"

namespace trainingzip::web {

namespace {

// From an answer out of memory to the longest upload.
const std::vector<double> second_bounds{.001, .0025, .005, .01, .025, .05, .1, .25,
                                        .5,   1,     2.5,  5,   10,   30,  120};

constexpr std::array<std::string_view, 7> known_methods{"GET",    "HEAD",  "POST",   "PUT",
                                                        "DELETE", "PATCH", "OPTIONS"};

/// The returned view has static storage duration.
std::string_view method_label(std::string_view method) {
    const auto* known = std::find(known_methods.begin(), known_methods.end(), method);
    return known == known_methods.end() ? "other" : *known;
}

metrics::Labels labels_of(const Route* route, std::string_view method) {
    return {{"route", route == nullptr ? "none" : route->pattern}, {"method", std::string(method)}};
}

}  // namespace

RequestMetrics::RequestMetrics(const metrics::Metrics& metrics)
    : metrics_(metrics),
      in_flight_(metrics.gauge("trainingzip_http_requests_in_flight", "Requests being answered.")),
      connections_(metrics.gauge("trainingzip_http_connections", "Open connections.")),
      refused_(metrics.counter("trainingzip_http_connections_refused_total",
                               "Connections answered 503 because there were too many.")),
      received_(metrics.counter("trainingzip_http_received_bytes_total", "Bytes of request bodies.")),
      sent_(metrics.counter("trainingzip_http_sent_bytes_total", "Bytes of answers, heads included.")) {}

RequestMetrics::Series& RequestMetrics::series_of(const Route* route, std::string_view method) {
    const auto [place, is_new] = series_.try_emplace({route, method});
    if (is_new) {
        place->second.seconds =
            metrics_.histogram("trainingzip_http_request_duration_seconds",
                               "From the head of a request to the last byte of its answer.", second_bounds,
                               labels_of(route, method));
    }
    return place->second;
}

void RequestMetrics::finished(const Exchange& exchange, int status, std::uint64_t bytes_received,
                              std::uint64_t bytes_sent) {
    if (!metrics_.enabled()) return;
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - exchange.started;
    const std::string_view method = method_label(exchange.request.method);
    received_.add(static_cast<double>(bytes_received));
    sent_.add(static_cast<double>(bytes_sent));
    const std::lock_guard lock(mutex_);
    Series& series = series_of(exchange.route, method);
    series.seconds.observe(time.count());
    const auto [counter, is_new] = series.of_status.try_emplace(status);
    if (is_new) {
        metrics::Labels labels = labels_of(exchange.route, method);
        labels["status"] = std::to_string(status);
        counter->second =
            metrics_.counter("trainingzip_http_requests_total", "Requests that were answered.", labels);
    }
    counter->second.add();
}

}  // namespace trainingzip::web
