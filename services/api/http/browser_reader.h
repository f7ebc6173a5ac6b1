#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>

#include "base/log.h"
#include "incident/user_agent.h"

namespace trainingzip::api {

/// Tells browsers by their User-Agent. The patterns are read when they are first needed. Safe to use from
/// several threads.
class BrowserReader {
  public:
    BrowserReader(std::filesystem::path patterns, Logger logger);

    /// "Other" for everything when the patterns cannot be read or there is no header. The first call takes a
    /// part of a second.
    incident::UserAgent read(std::string_view user_agent);

  private:
    const std::filesystem::path patterns_;
    const Logger logger_;
    std::once_flag loaded_;
    std::unique_ptr<incident::UserAgentParser> parser_;
};

}  // namespace trainingzip::api
