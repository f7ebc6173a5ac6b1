#pragma once

#include <mutex>
#include <string>

namespace trainingzip::upload {

struct UploadContext;

/// Whether the server can work, found out by the housekeeping and told by /readyz without waiting.
class Readiness {
  public:
    /// Empty when the server can work.
    std::string reason() const;
    /// Asks the database and writes to the storage.
    void look(UploadContext& context);

  private:
    mutable std::mutex mutex_;
    std::string reason_ = "starting";
};

}  // namespace trainingzip::upload
