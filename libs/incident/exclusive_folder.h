#pragma once

#include <filesystem>

namespace trainingzip::incident {

/// A subfolder that only this process uses: the first of 0, 1, 2, ... that no running process has locked. A
/// restarted server thus finds its previous data, and a second instance does not interfere.
class ExclusiveFolder {
  public:
    /// Throws std::system_error.
    explicit ExclusiveFolder(const std::filesystem::path& parent);
    ~ExclusiveFolder();
    ExclusiveFolder(const ExclusiveFolder&) = delete;
    ExclusiveFolder& operator=(const ExclusiveFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
    int lock_ = -1;
};

}  // namespace trainingzip::incident
