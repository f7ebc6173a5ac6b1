#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/ids.h"
#include "vision/current_networks.h"
#include "vision/inference_engine.h"

namespace trainingzip::vision {
namespace {

using std::chrono::milliseconds;

/// Networks that are the name of their file.
using Networks = std::string;

class NetworkLoaderTest : public testing::Test {
  protected:
    NetworkLoaderTest() { std::filesystem::create_directories(folder); }
    ~NetworkLoaderTest() override { std::filesystem::remove_all(folder); }

    std::filesystem::path path(const std::string& name) const { return folder / name; }
    /// Whole or not at all, as the setup does it.
    void make(const std::string& name, const std::string& content = "network") const {
        std::ofstream(path("new")) << content;
        std::filesystem::rename(path("new"), path(name));
    }

    CurrentNetworks<Networks>::Choice choice(std::vector<std::string> names) {
        CurrentNetworks<Networks>::Choice choice;
        for (const std::string& name : names) choice.files.push_back(path(name));
        choice.load = [this, names] {
            ++loads;
            std::ifstream stream(path(names.front()));
            std::string content;
            stream >> content;
            if (content == "damaged") throw EngineError("a damaged file");
            return std::make_shared<const Networks>(names.front());
        };
        return choice;
    }

    CurrentNetworks<Networks> networks(const std::vector<NetworkSet>& allowed = {NetworkSet::real,
                                                                                 NetworkSet::stand_in}) {
        return {allowed,
                {{NetworkSet::real, choice({"real", "real2"})}, {NetworkSet::stand_in, choice({"stand-in"})}},
                Logger("test", LogLevel::error, log),
                {},
                milliseconds(5)};
    }

    template <typename Condition>
    static bool comes_true(Condition condition) {
        for (int i = 0; i < 2000 && !condition(); ++i) std::this_thread::sleep_for(milliseconds(5));
        return condition();
    }

    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("networks-" + random_hex(8));
    std::ostringstream log;
    std::atomic<int> loads = 0;
};

TEST_F(NetworkLoaderTest, TakesTheRealOnesAtOnceWhereTheyAre) {
    make("real");
    make("real2");
    make("stand-in");
    const auto current = networks();
    EXPECT_EQ(*current.require().networks, "real");
    EXPECT_EQ(current.state().loaded, NetworkSet::real);
    EXPECT_TRUE(current.state().missing.empty());
    EXPECT_EQ(current.state().waiting_reason(), "");
    EXPECT_EQ(loads, 1);
}

TEST_F(NetworkLoaderTest, WaitsAndSaysForWhat) {
    make("real2");
    const auto current = networks();
    EXPECT_EQ(current.state().loaded, std::nullopt);
    EXPECT_EQ(current.state().waiting_reason(), "waiting for models: " + path("real").string());
    try {
        current.require();
        ADD_FAILURE();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), ErrorCode::models_missing);
    }
}

TEST_F(NetworkLoaderTest, TakesBetterNetworksWhenTheyCome) {
    const auto current = networks();
    make("stand-in");
    ASSERT_TRUE(comes_true([&] { return current.state().loaded == NetworkSet::stand_in; }));
    const auto in_work = current.require();
    EXPECT_EQ(current.state().missing, (std::vector{path("real"), path("real2")}));
    make("real");
    make("real2");
    ASSERT_TRUE(comes_true([&] { return current.state().loaded == NetworkSet::real; }));
    EXPECT_EQ(*current.require().networks, "real");
    EXPECT_EQ(*in_work.networks, "stand-in");
    EXPECT_TRUE(current.state().missing.empty());
}

TEST_F(NetworkLoaderTest, ADamagedFileIsTriedOnceUntilItChanges) {
    make("real", "damaged");
    make("real2");
    make("stand-in");
    const auto current = networks();
    EXPECT_EQ(current.state().loaded, NetworkSet::stand_in);
    EXPECT_FALSE(current.state().missing.empty());
    std::this_thread::sleep_for(milliseconds(100));
    EXPECT_EQ(loads, 2) << "the damaged one once, and the stand-in";
    std::filesystem::last_write_time(
        path("real"), std::filesystem::last_write_time(path("real")) - std::chrono::seconds(9));
    make("real");
    EXPECT_TRUE(comes_true([&] { return current.state().loaded == NetworkSet::real; }));
}

TEST_F(NetworkLoaderTest, KeepsToTheSetsThatAreAllowed) {
    make("stand-in");
    EXPECT_EQ(networks({NetworkSet::real}).state().loaded, std::nullopt);
    make("real");
    make("real2");
    const auto current = networks({NetworkSet::stand_in});
    EXPECT_EQ(current.state().loaded, NetworkSet::stand_in);
    EXPECT_TRUE(current.state().missing.empty());
}

}  // namespace
}  // namespace trainingzip::vision
