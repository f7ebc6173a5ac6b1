#include "metrics/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <stdexcept>

namespace trainingzip::metrics {

struct Metrics::Registry {
    mutable std::mutex mutex;
    // Owned separately: handles share ownership of the values and updates hold handles, so a handle that
    // owned the whole Registry would be a reference cycle.
    const std::shared_ptr<prometheus::Registry> values = std::make_shared<prometheus::Registry>();
    std::vector<std::function<void()>> updates;
};

namespace {

/// The family of this name, made at the first use.
template <typename Builder>
auto& family_of(Builder builder, prometheus::Registry& registry, const std::string& name,
                const std::string& help) {
    try {
        return builder.Name(name).Help(help).Register(registry);
    } catch (const std::exception& error) {
        throw std::invalid_argument("metric " + name + ": " + error.what());
    }
}

prometheus::Labels to_library(const Labels& labels) {
    return {labels.begin(), labels.end()};
}

}  // namespace

void Counter::add(double amount) const {
    if (counter_) counter_->Increment(amount);
}

void Gauge::set(double value) const {
    if (gauge_) gauge_->Set(value);
}

void Gauge::add(double amount) const {
    if (gauge_) gauge_->Increment(amount);
}

void Histogram::observe(double value) const {
    if (histogram_) histogram_->Observe(value);
}

Metrics Metrics::create() {
    Metrics metrics;
    metrics.registry_ = std::make_shared<Registry>();
    return metrics;
}

// The handles share ownership of the values.
Counter Metrics::counter(const std::string& name, const std::string& help, const Labels& labels) const {
    if (!registry_) return {};
    auto& family = family_of(prometheus::BuildCounter(), *registry_->values, name, help);
    return Counter({registry_->values, &family.Add(to_library(labels))});
}

Gauge Metrics::gauge(const std::string& name, const std::string& help, const Labels& labels) const {
    if (!registry_) return {};
    auto& family = family_of(prometheus::BuildGauge(), *registry_->values, name, help);
    return Gauge({registry_->values, &family.Add(to_library(labels))});
}

Histogram Metrics::histogram(const std::string& name, const std::string& help,
                             const std::vector<double>& bounds, const Labels& labels) const {
    if (!registry_) return {};
    auto& family = family_of(prometheus::BuildHistogram(), *registry_->values, name, help);
    return Histogram({registry_->values, &family.Add(to_library(labels), bounds)});
}

void Metrics::before_scrape(std::function<void()> update) const {
    if (!registry_) return;
    const std::lock_guard lock(registry_->mutex);
    registry_->updates.push_back(std::move(update));
}

std::string Metrics::page() const {
    if (!registry_) return {};
    const std::lock_guard lock(registry_->mutex);
    for (const auto& update : registry_->updates) update();
    return prometheus::TextSerializer().Serialize(registry_->values->Collect());
}

}  // namespace trainingzip::metrics
