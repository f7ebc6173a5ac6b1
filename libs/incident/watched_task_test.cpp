#include "incident/watched_task.h"

#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/error.h"

namespace trainingzip::incident {
namespace {

using namespace std::chrono_literals;

TEST(WatchedTask, ReportsFaultsAndLogsWhatIsExpected) {
    std::ostringstream log;
    std::vector<std::string> reported;
    std::vector<std::string> entered;
    const JobWatch watch{[&](const WatchedJob& job) { reported.push_back(job.name); },
                         [&](const WatchedJob& job) {
                             entered.push_back(job.name);
                             return nullptr;
                         }};
    {
        int runs = 0;
        PeriodicTask task(watched_task("tidy up", 1ms, watch, Logger("test", LogLevel::info, log)),
                          [&](PeriodicTask::Run& run) {
                              if (++runs == 1) throw Failure(ErrorCode::unavailable, "database is away");
                              if (runs == 2) throw std::logic_error("a fault");
                              run.finish();
                          });
        while (!task.has_ended()) std::this_thread::sleep_for(1ms);
    }
    EXPECT_EQ(entered, std::vector<std::string>(3, "tidy up"));
    EXPECT_EQ(reported, std::vector<std::string>{"tidy up"});
    for (const char* part :
         {R"("event":"task_failed")", R"("task":"tidy up")", "database is away", "a fault"})
        EXPECT_NE(log.str().find(part), std::string::npos) << part << "\n" << log.str();
}

}  // namespace
}  // namespace trainingzip::incident
