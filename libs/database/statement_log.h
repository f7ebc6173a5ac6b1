#pragma once

#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <unordered_set>

namespace soci {
class session;
}

namespace trainingzip::database {

/// Writes each distinct statement to a file once, one per line with single spaces, for anyone inspecting
/// query plans. Thread-safe; must outlive the sessions.
class StatementLog {
  public:
    /// Appends to the file. Throws std::runtime_error when it cannot be written.
    explicit StatementLog(const std::filesystem::path& file);

    /// Logs the statements of the session from now on.
    void watch(soci::session& session);

    void add(const std::string& statement);

  private:
    std::mutex mutex_;
    std::ofstream file_;
    std::unordered_set<std::string> seen_;
};

}  // namespace trainingzip::database
