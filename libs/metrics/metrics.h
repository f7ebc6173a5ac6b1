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

/// Counts of values at or below each bound, their number and sum.
class Histogram {
  public:
    Histogram() = default;
    explicit Histogram(std::shared_ptr<prometheus::Histogram> histogram) : histogram_(std::move(histogram)) {}
    void observe(double value) const;

  private:
    std::shared_ptr<prometheus::Histogram> histogram_;
};

/// Adds one to a gauge during its lifetime.
class Counted {
  public:
    explicit Counted(Gauge gauge) : gauge_(std::move(gauge)) { gauge_.add(1); }
    ~Counted() { gauge_.add(-1); }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

  private:
    const Gauge gauge_;
};

/// The metrics of one process and their exposition. A cheap handle that is passed to whatever records
/// metrics; thread-safe.
///
/// A name together with the same labels always gives the same metric. The first use of a name fixes its kind
/// and its help; another kind throws std::invalid_argument, as does a name that Prometheus does not take.
class Metrics {
  public:
    /// Its handles do nothing: for tests, and for a server whose metrics are disabled.
    Metrics() = default;
    static Metrics create();

    Counter counter(const std::string& name, const std::string& help, const Labels& labels = {}) const;
    Gauge gauge(const std::string& name, const std::string& help, const Labels& labels = {}) const;
    /// `bounds` are ascending; +Inf is added. They are the same for all labels of a name.
    Histogram histogram(const std::string& name, const std::string& help, const std::vector<double>& bounds,
                        const Labels& labels = {}) const;

    /// Called before each scrape, for values that are sampled instead of counted. It must be fast, must not
    /// throw, and must own everything that it uses; it may hold handles, but not Metrics.
    void before_scrape(std::function<void()> update) const;

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
