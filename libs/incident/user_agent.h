#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace trainingzip::incident {

/// The content of a User-Agent header; "Other" where it is unknown.
struct UserAgent {
    std::string device_type;       ///< "Computer", "Mobile", "Tablet", "Bot" or "Other".
    std::string os;                ///< "Android 14", "Windows 10", ...
    std::string browser;           ///< "Chrome", "Mobile Safari", ...
    std::string browser_version;   ///< "126.0.0"
    std::string rendering_engine;  ///< "Blink", "WebKit", "Gecko", ...
    std::string browser_type;      ///< "Web browser", "Mobile browser", "Robot", "Tool" or "Other".
    std::string manufacturer;      ///< "Samsung", "Apple", ...
};

/// Reads User-Agent headers with the patterns of the uap-core project (regexes.yaml, its specification.md).
/// Safe to use from several threads.
class UserAgentParser {
  public:
    /// Compiles the patterns, which takes a fraction of a second. Throws std::runtime_error when the file
    /// cannot be read; patterns that RE2 does not take are left out.
    explicit UserAgentParser(const std::filesystem::path& regexes_yaml);
    ~UserAgentParser();
    UserAgentParser(const UserAgentParser&) = delete;
    UserAgentParser& operator=(const UserAgentParser&) = delete;

    /// Never throws; only the first 1000 bytes count.
    UserAgent parse(std::string_view header) const;

    /// Patterns that were left out.
    std::size_t patterns_left_out() const;

  private:
    struct Patterns;
    std::unique_ptr<Patterns> patterns_;
};

}  // namespace trainingzip::incident
