#include "metrics/process_metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

namespace trainingzip::metrics {

namespace {

/// Fields of /proc/self/stat (proc(5)) from the third on: the second, the name in brackets, may hold
/// anything.
class ProcessStatus {
  public:
    ProcessStatus() {
        std::ifstream stream("/proc/self/stat");
        std::string text{std::istreambuf_iterator<char>(stream), {}};
        std::istringstream fields(text.substr(std::min(text.rfind(')') + 1, text.size())));
        std::string state;
        fields >> state;
        for (std::int64_t& value : values_) fields >> value;
    }
    /// By its number in proc(5).
    double field(std::size_t number) const { return static_cast<double>(values_.at(number - first_field)); }

  private:
    static constexpr std::size_t first_field = 4;
    static constexpr std::size_t last_field = 24;
    std::array<std::int64_t, last_field - first_field + 1> values_{};
};

constexpr std::size_t user_ticks = 14;
constexpr std::size_t system_ticks = 15;
constexpr std::size_t thread_count = 20;
constexpr std::size_t virtual_bytes = 23;
constexpr std::size_t resident_pages = 24;

double processor_seconds(const ProcessStatus& status) {
    return (status.field(user_ticks) + status.field(system_ticks)) /
           static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double count_open_files() {
    std::error_code error;
    std::filesystem::directory_iterator entry("/proc/self/fd", error);
    double count = 0;
    // One of them is the folder that is being read.
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) ++count;
    return std::max(0.0, count - 1);
}

double unix_seconds() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

struct ProcessMetrics {
    explicit ProcessMetrics(const Metrics& metrics)
        : processor(metrics.counter("process_cpu_seconds_total", "Processor time, user and system.")),
          resident(metrics.gauge("process_resident_memory_bytes", "Memory in use.")),
          virtual_memory(metrics.gauge("process_virtual_memory_bytes", "Address space in use.")),
          threads(metrics.gauge("process_threads", "Threads.")),
          open_files(metrics.gauge("process_open_fds", "Open file descriptors.")),
          most_files(metrics.gauge("process_max_fds", "File descriptors that may be open.")) {
        metrics.gauge("process_start_time_seconds", "When the process started, seconds since 1970.")
            .set(unix_seconds());
    }

    void update() {
        const ProcessStatus status;
        const double seconds = processor_seconds(status);
        processor.add(seconds - counted_seconds);
        counted_seconds = seconds;
        resident.set(status.field(resident_pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)));
        virtual_memory.set(status.field(virtual_bytes));
        threads.set(status.field(thread_count));
        open_files.set(count_open_files());
        rlimit limit{};
        if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) most_files.set(static_cast<double>(limit.rlim_cur));
    }

    Counter processor;
    Gauge resident;
    Gauge virtual_memory;
    Gauge threads;
    Gauge open_files;
    Gauge most_files;
    double counted_seconds = 0;
};

}  // namespace

void watch_process(const Metrics& metrics) {
    if (!metrics.enabled()) return;
    const auto process = std::make_shared<ProcessMetrics>(metrics);
    metrics.before_scrape([process] { process->update(); });
}

}  // namespace trainingzip::metrics
