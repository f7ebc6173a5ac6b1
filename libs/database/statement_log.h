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

/// Writes each statement that is used once to a file, one a line with single spaces, for who looks at query
/// plans. Safe to use from several threads; must outlive the sessions.
class StatementLog {
  public:
    /// Appends to the file. Throws std::runtime_error when it cannot be written.
    explicit StatementLog(const std::filesystem::path& file);

    /// From now on statements of the session are written.
    void watch(soci::session& session);

    void add(const std::string& statement);

  private:
    std::mutex mutex_;
    std::ofstream file_;
    std::unordered_set<std::string> seen_;
};

}  // namespace trainingzip::database
