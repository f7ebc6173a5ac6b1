#pragma once

#include <mutex>
#include <string>

namespace trainingzip::upload {

struct UploadContext;

/// Whether the server can work: determined by the housekeeping, so that /readyz answers without waiting.
class Readiness {
  public:
    /// Empty when the server can work.
    std::string reason() const;
    /// Queries the database and writes to the storage.
    void update(UploadContext& context);

  private:
    mutable std::mutex mutex_;
    std::string reason_ = "starting";
};

}  // namespace trainingzip::upload
