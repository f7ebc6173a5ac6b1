#pragma once

#include <filesystem>

namespace trainingzip::incident {

/// A folder below another that only this process uses: the first of 0, 1, 2, ... that no living process
/// holds. So a server that starts again finds what it left, and a second one at the same time does not
/// disturb it.
class OwnFolder {
  public:
    /// Throws std::system_error.
    explicit OwnFolder(const std::filesystem::path& parent);
    ~OwnFolder();
    OwnFolder(const OwnFolder&) = delete;
    OwnFolder& operator=(const OwnFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
    int lock_ = -1;
};

}  // namespace trainingzip::incident
