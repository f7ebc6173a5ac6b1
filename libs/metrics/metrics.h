#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace trainingzip::metrics {

/// Name and value of each label. Values must come from a set that we know: each new one is a new time series.
using Labels = std::map<std::string, std::string>;

/// A number that only grows. Like Gauge and Histogram: a cheap handle that any thread may use, which costs a
/// few atomic operations or one short lock, never throws, and does nothing when it was made without Metrics.
class Counter {
  public:
    Counter() = default;
    explicit Counter(std::shared_ptr<prometheus::Counter> counter) : counter_(std::move(counter)) {}
    /// A negative amount changes nothing.
    void add(double amount = 1) const;

  private:
    std::shared_ptr<prometheus::Counter> counter_;
};

/// A number that goes up and down.
class Gauge {
  public:
    Gauge() = default;
    explicit Gauge(std::shared_ptr<prometheus::Gauge> gauge) : gauge_(std::move(gauge)) {}
    void set(double value) const;
    void add(double amount) const;

  private:
    std::shared_ptr<prometheus::Gauge> gauge_;
};

/// How often values fell at or below each of some bounds, their number and sum.
class Histogram {
  public:
    Histogram() = default;
    explicit Histogram(std::shared_ptr<prometheus::Histogram> histogram) : histogram_(std::move(histogram)) {}
    void observe(double value) const;

  private:
    std::shared_ptr<prometheus::Histogram> histogram_;
};

/// Adds one to a gauge as long as it lives.
class Counted {
  public:
    explicit Counted(Gauge gauge) : gauge_(std::move(gauge)) { gauge_.add(1); }
    ~Counted() { gauge_.add(-1); }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

  private:
    const Gauge gauge_;
};

/// What a server tells of itself: the metrics of one process and the page with their values. A cheap handle,
/// handed to whoever has something to count; safe to use from any thread.
///
/// A name together with the same labels always gives the same metric. The first use of a name fixes its kind
/// and its help; another kind throws std::invalid_argument, as does a name that Prometheus does not take.
class Metrics {
  public:
    /// Gives handles that do nothing: for tests, and for a server whose metrics are switched off.
    Metrics() = default;
    static Metrics create();

    Counter counter(const std::string& name, const std::string& help, const Labels& labels = {}) const;
    Gauge gauge(const std::string& name, const std::string& help, const Labels& labels = {}) const;
    /// `bounds` grow; one above all is added. They are the same for all labels of a name.
    Histogram histogram(const std::string& name, const std::string& help, const std::vector<double>& bounds,
                        const Labels& labels = {}) const;

    /// Called each time before the page is made, for values that are looked up and not counted. It must be
    /// quick, must not throw, and must hold on to all that it uses; handles, but no Metrics.
    void before_page(std::function<void()> look) const;

    /// Whether anything is collected.
    bool enabled() const { return registry_ != nullptr; }
    /// Prometheus text format, version 0.0.4. Empty when nothing is collected.
    std::string page() const;

  private:
    struct Registry;
    std::shared_ptr<Registry> registry_;
};

/// Content type of Metrics::page().
inline constexpr const char* page_content_type = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace trainingzip::metrics
