#include "incident/reporter.h"

#include <gtest/gtest.h>

#include <atomic>
#include <sstream>
#include <stdexcept>

namespace trainingzip::incident {
namespace {

[[gnu::noinline]] void fail_with(const std::string& message) {
    throw std::logic_error(message);
}

Fault fault(const std::string& message) {
    try {
        fail_with(message);
    } catch (...) {
        return current_fault("request");
    }
    return {};
}

class ReporterTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "reporterXXXXXX").string();
        settings_.spool_folder = std::filesystem::path(mkdtemp(pattern.data()));
        settings_.server = "api";
        settings_.flush_interval = std::chrono::milliseconds(20);
    }
    void TearDown() override { std::filesystem::remove_all(settings_.spool_folder); }

    // Delivery happens in the worker alone, and the worker has ended when this is read.
    std::vector<Incident> delivered_;
    ReporterSettings settings_;
    std::ostringstream log_;
    Logger logger_{"api", LogLevel::info, log_};
};

RequestDetails no_details() {
    return {};
}

TEST_F(ReporterTest, CountsEveryRepeatExactly) {
    constexpr int threads = 4;
    constexpr int each = 500;
    {
        Reporter reporter(
            settings_, [&](const Incident& incident) { delivered_.push_back(incident); }, logger_);
        std::vector<std::jthread> workers;
        workers.reserve(threads);
        for (int i = 0; i < threads; ++i)
            workers.emplace_back([&] {
                for (int k = 0; k < each; ++k) reporter.report(fault("broken"), no_details);
            });
    }
    std::uint64_t count = 0;
    for (const Incident& incident : delivered_) {
        count += incident.count;
        EXPECT_EQ(incident.fingerprint, delivered_.front().fingerprint);
    }
    EXPECT_EQ(count, threads * each);
    EXPECT_LT(delivered_.size(), 200U);
    EXPECT_NE(delivered_.front().stack_trace.find("fail_with"), std::string::npos);
}

TEST_F(ReporterTest, DeliversAtOnceWhatItCannotKeep) {
    {
        Reporter reporter(
            settings_, [&](const Incident& incident) { delivered_.push_back(incident); }, logger_);
        // As when the disk is gone or full.
        std::filesystem::remove_all(settings_.spool_folder);
        reporter.report(fault("broken"), no_details);
    }
    ASSERT_EQ(delivered_.size(), 1U);
    EXPECT_EQ(delivered_.front().message, "broken");
    EXPECT_NE(log_.str().find("incident_not_stored"), std::string::npos);
}

TEST_F(ReporterTest, GoesOnWhereSomethingElseLiesAmongTheReports) {
    std::filesystem::create_directories(settings_.spool_folder / "000.json" / "deeper");
    {
        Reporter reporter(
            settings_, [&](const Incident& incident) { delivered_.push_back(incident); }, logger_);
        reporter.report(fault("broken"), no_details);
    }
    EXPECT_EQ(delivered_.size(), 1U);
    EXPECT_TRUE(log_.str().find("incidents_waiting") == std::string::npos) << log_.str();
}

TEST_F(ReporterTest, KeepsWhatCannotBeDeliveredForTheNextStart) {
    {
        Reporter reporter(
            settings_, [](const Incident&) { throw std::runtime_error("api is down"); }, logger_);
        reporter.report(fault("lost?"), no_details);
    }
    {
        Reporter reporter(
            settings_, [&](const Incident& incident) { delivered_.push_back(incident); }, logger_);
    }
    ASSERT_EQ(delivered_.size(), 1U);
    EXPECT_EQ(delivered_[0].message, "lost?");
}

TEST_F(ReporterTest, MasksAndAsksForDetailsOnce) {
    std::atomic<int> asked = 0;
    {
        settings_.flush_interval = std::chrono::milliseconds(10'000);
        Reporter reporter(
            settings_, [&](const Incident& incident) { delivered_.push_back(incident); }, logger_);
        for (int i = 0; i < 3; ++i)
            reporter.report(fault("password=hunter2"), [&] {
                ++asked;
                return RequestDetails{};
            });
    }
    // The first is brought at once, the others together.
    ASSERT_GE(delivered_.size(), 1U);
    ASSERT_LE(delivered_.size(), 2U);
    EXPECT_EQ(asked, static_cast<int>(delivered_.size()));
    EXPECT_EQ(delivered_.front().count + (delivered_.size() > 1 ? delivered_.back().count : 0), 3U);
    for (const Incident& incident : delivered_) EXPECT_EQ(incident.message, "password=[masked]");
    EXPECT_EQ(log_.str().find("hunter2"), std::string::npos);
}

TEST_F(ReporterTest, ACrashFoundAtStartIsOnDiskBeforeAnythingElseHappens) {
    Incident crash;
    crash.id = "a";
    const Reporter reporter(
        settings_, [](const Incident&) { throw std::runtime_error("api is down"); }, logger_, crash);
    EXPECT_FALSE(std::filesystem::is_empty(settings_.spool_folder));
    EXPECT_EQ(reporter.occurrences(), 1U);
}

TEST_F(ReporterTest, AnIncidentSurvivesItsJson) {
    Incident incident;
    incident.id = "a";
    incident.message = "줄\n바꿈";
    incident.request.headers = "A: b";
    incident.count = 7;
    const Incident copy = parse_incident(to_json(incident));
    EXPECT_EQ(to_json(copy), to_json(incident));
    for (const char* text : {"", "[]", "{}", R"({"id":1})"}) EXPECT_ANY_THROW(parse_incident(text)) << text;
}

}  // namespace
}  // namespace trainingzip::incident
