#include "metrics/process_metrics.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

namespace trainingzip::metrics {
namespace {

/// The value of a metric without labels; -1 when the page does not have it.
double value_of(const std::string& page, const std::string& name) {
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(name + " ")) return std::stod(line.substr(name.size() + 1));
    }
    return -1;
}

class ProcessMetricsTest : public testing::Test {
  protected:
    ProcessMetricsTest() { watch_process(metrics_); }
    double value(const std::string& name) const { return value_of(metrics_.page(), name); }

    const Metrics metrics_ = Metrics::create();
};

TEST_F(ProcessMetricsTest, StartsNow) {
    const double now =
        std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    EXPECT_NEAR(value("process_start_time_seconds"), now, 60);
}

TEST_F(ProcessMetricsTest, CountsOpenFiles) {
    const double before = value("process_open_fds");
    EXPECT_GE(before, 3);
    const std::ifstream one_more("/dev/null");
    EXPECT_EQ(value("process_open_fds"), before + 1);
    EXPECT_GT(value("process_max_fds"), before);
}

TEST_F(ProcessMetricsTest, CountsThreads) {
    // ThreadSanitizer adds a thread of its own to the first.
    std::thread([] {}).join();
    const double before = value("process_threads");
    EXPECT_GE(before, 1);
    std::stop_source end;
    const std::jthread one_more([stop = end.get_token()] {
        while (!stop.stop_requested()) std::this_thread::yield();
    });
    EXPECT_EQ(value("process_threads"), before + 1);
    end.request_stop();
}

TEST_F(ProcessMetricsTest, SeesMemoryThatIsUsed) {
    const double before = value("process_resident_memory_bytes");
    constexpr std::size_t size = 64 << 20;
    const std::vector<char> memory(size, 'x');
    const double after = value("process_resident_memory_bytes");
    EXPECT_GT(after, before + 0.9 * size) << memory.back();
    EXPECT_GE(value("process_virtual_memory_bytes"), after);
}

TEST_F(ProcessMetricsTest, ProcessorTimeGrowsWithWork) {
    const double before = value("process_cpu_seconds_total");
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (value("process_cpu_seconds_total") < before + 0.1) {
        ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    }
}

}  // namespace
}  // namespace trainingzip::metrics
