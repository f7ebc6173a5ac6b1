#pragma once

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/error.h"

/// For the tests of this library only.
namespace trainingzip::auth {

class FakeClock final : public Clock {
  public:
    UtcTime now() const override { return now_; }
    void advance(std::chrono::milliseconds step) { now_ += step; }

  private:
    UtcTime now_{std::chrono::seconds(1'800'000'000)};
};

/// A folder that goes away with the test.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "auth-test-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// The code of the Failure that the action throws; nullopt when it throws none.
inline std::optional<ErrorCode> failure_code(const std::function<void()>& action) {
    try {
        action();
    } catch (const Failure& failure) {
        return failure.code();
    }
    return std::nullopt;
}

}  // namespace trainingzip::auth
