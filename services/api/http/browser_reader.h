#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>

#include "base/log.h"
#include "incident/user_agent.h"

namespace trainingzip::api {

/// Identifies browsers by their User-Agent. Loads the patterns on first use. Thread-safe.
class BrowserReader {
  public:
    BrowserReader(std::filesystem::path patterns, Logger logger);

    /// "Other" in every field when the patterns cannot be loaded or there is no header. The first call
    /// takes a fraction of a second.
    incident::UserAgent read(std::string_view user_agent);

  private:
    const std::filesystem::path patterns_;
    const Logger logger_;
    std::once_flag loaded_;
    std::unique_ptr<incident::UserAgentParser> parser_;
};

}  // namespace trainingzip::api
