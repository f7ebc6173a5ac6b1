#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "web/response.h"

namespace trainingzip::api {

/// A response too large for memory, written to an unlinked temporary file.
class SpooledBody {
  public:
    /// Throws std::system_error when the file cannot be made.
    SpooledBody();
    ~SpooledBody();
    SpooledBody(const SpooledBody&) = delete;
    SpooledBody& operator=(const SpooledBody&) = delete;

    /// Throws Failure(storage_full) when there is no room.
    void append(std::string_view text);

    /// The body for web::Response. Call once, last.
    web::FileBody finish();

  private:
    void flush();

    int descriptor_ = -1;
    std::shared_ptr<web::OpenFile> file_;
    std::string pending_;
    std::uint64_t length_ = 0;
};

}  // namespace trainingzip::api
