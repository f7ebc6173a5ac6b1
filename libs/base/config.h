#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

namespace trainingzip {

/// A setting that is missing, unknown or of the wrong kind; what() is a sentence for the operator.
class ConfigError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// One section of config/trainingzip.toml with the environment laid over it.
///
/// A key `port` of section `api` is overridden by the variable TRAININGZIP_API_PORT. Each getter marks its
/// key as known; finish() then refuses the keys that no getter asked for. Every key that a getter asks for
/// must be in the shipped file, which thereby documents every key: a missing key is an error.
class ConfigSection {
  public:
    using Value = std::variant<std::string, std::int64_t, double, bool>;

    /// environment holds only variables that start with TRAININGZIP_.
    ConfigSection(std::string name, std::map<std::string, Value> values,
                  std::map<std::string, std::string> environment);

    std::string text(std::string_view key);
    /// Throws ConfigError outside [minimum, maximum].
    std::int64_t integer(std::string_view key, std::int64_t minimum, std::int64_t maximum);
    double number(std::string_view key, double minimum, double maximum);
    bool flag(std::string_view key);
    /// A key whose name ends in _seconds; throws unless above 0.
    std::chrono::milliseconds seconds(std::string_view key);
    /// Relative paths are taken from the working folder.
    std::filesystem::path path(std::string_view key);

    /// Throws ConfigError naming every unknown key.
    void finish() const;

    const std::string& name() const { return name_; }

  private:
    const Value& value(std::string_view key);

    std::string name_;
    std::map<std::string, Value> values_;
    std::map<std::string, std::string> environment_;
    std::map<std::string, Value> overridden_;
    std::set<std::string, std::less<>> known_;
};

/// The whole file. Throws ConfigError for a file that cannot be read, a key outside a section, or a
/// value that is a table or an array.
class ConfigFile {
  public:
    /// Reads the environment of the process.
    static ConfigFile load(const std::filesystem::path& path);
    static ConfigFile parse(std::string_view toml, std::map<std::string, std::string> environment);

    /// A text "[other]" stands for the same key of that section. Throws ConfigError where one does not exist.
    ConfigSection section(std::string_view name) const;

  private:
    std::map<std::string, std::map<std::string, ConfigSection::Value>, std::less<>> sections_;
    std::map<std::string, std::string> environment_;
};

}  // namespace trainingzip
