#include "base/config.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>

extern char** environ;

namespace trainingzip {

namespace {

std::string variable_name(std::string_view section, std::string_view key) {
    std::string name = fmt::format("TRAININGZIP_{}_{}", section, key);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char character) { return static_cast<char>(std::toupper(character)); });
    return name;
}

template <typename Number>
Number parse_number(const std::string& name, const std::string& text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        throw ConfigError(fmt::format("{}='{}' is not a number", name, text));
    return number;
}

/// The section that a text like "[api]" names; empty for any other value.
std::string named_section(const ConfigSection::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || text->size() < 3 || text->front() != '[' || text->back() != ']') return {};
    return text->substr(1, text->size() - 2);
}

// The type of the file's value decides, so that "8443" for a text key stays text.
ConfigSection::Value parse_like(const ConfigSection::Value& model, const std::string& name,
                                const std::string& text) {
    if (std::holds_alternative<std::string>(model)) return text;
    if (std::holds_alternative<std::int64_t>(model) || std::holds_alternative<double>(model)) {
        // An integer in the file is also accepted as a floating-point number: the getter knows which it
        // wants.
        if (text.find_first_not_of("+-0123456789") == std::string::npos)
            return parse_number<std::int64_t>(name, text);
        return parse_number<double>(name, text);
    }
    if (text == "true") return true;
    if (text == "false") return false;
    throw ConfigError(fmt::format("{}='{}' must be true or false", name, text));
}

}  // namespace

ConfigSection::ConfigSection(std::string name, std::map<std::string, Value> values,
                             std::map<std::string, std::string> environment)
    : name_(std::move(name)), values_(std::move(values)), environment_(std::move(environment)) {}

const ConfigSection::Value& ConfigSection::value(std::string_view key) {
    known_.emplace(key);
    const auto found = values_.find(std::string(key));
    if (found == values_.end()) throw ConfigError(fmt::format("[{}] lacks the key '{}'", name_, key));
    const std::string variable = variable_name(name_, key);
    const auto override_text = environment_.find(variable);
    if (override_text == environment_.end()) return found->second;
    return overridden_
        .insert_or_assign(found->first, parse_like(found->second, variable, override_text->second))
        .first->second;
}

std::string ConfigSection::text(std::string_view key) {
    const Value& found = value(key);
    if (const auto* text = std::get_if<std::string>(&found)) return *text;
    throw ConfigError(fmt::format("[{}] {} must be a text in quotes", name_, key));
}

std::int64_t ConfigSection::integer(std::string_view key, std::int64_t minimum, std::int64_t maximum) {
    const Value& found = value(key);
    const auto* number = std::get_if<std::int64_t>(&found);
    if (number == nullptr) throw ConfigError(fmt::format("[{}] {} must be a whole number", name_, key));
    if (*number < minimum || *number > maximum)
        throw ConfigError(
            fmt::format("[{}] {} = {} is not in {}..{}", name_, key, *number, minimum, maximum));
    return *number;
}

double ConfigSection::number(std::string_view key, double minimum, double maximum) {
    const Value& found = value(key);
    double number = 0;
    if (const auto* real = std::get_if<double>(&found))
        number = *real;
    else if (const auto* whole = std::get_if<std::int64_t>(&found))
        number = static_cast<double>(*whole);
    else
        throw ConfigError(fmt::format("[{}] {} must be a number", name_, key));
    if (!(number >= minimum && number <= maximum))
        throw ConfigError(fmt::format("[{}] {} = {} is not in {}..{}", name_, key, number, minimum, maximum));
    return number;
}

bool ConfigSection::flag(std::string_view key) {
    const Value& found = value(key);
    if (const auto* flag = std::get_if<bool>(&found)) return *flag;
    throw ConfigError(fmt::format("[{}] {} must be true or false", name_, key));
}

std::chrono::milliseconds ConfigSection::seconds(std::string_view key) {
    constexpr double longest = 400.0 * 24 * 3600;
    return std::chrono::milliseconds(std::llround(number(key, 0.001, longest) * 1000));
}

std::filesystem::path ConfigSection::path(std::string_view key) {
    return text(key);
}

void ConfigSection::finish() const {
    std::string unknown;
    for (const auto& [key, ignored] : values_)
        if (!known_.contains(key)) unknown += fmt::format("{}{}", unknown.empty() ? "" : ", ", key);
    const std::string prefix = variable_name(name_, "");
    for (const auto& entry : environment_) {
        const std::string& variable = entry.first;
        if (!variable.starts_with(prefix)) continue;
        const bool known = std::any_of(known_.begin(), known_.end(), [&](const auto& key) {
            return variable_name(name_, key) == variable;
        });
        if (!known) unknown += fmt::format("{}{}", unknown.empty() ? "" : ", ", variable);
    }
    if (!unknown.empty())
        throw ConfigError(fmt::format("[{}] has settings that do not exist: {}", name_, unknown));
}

ConfigFile ConfigFile::load(const std::filesystem::path& path) {
    std::map<std::string, std::string> environment;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const auto equals = text.find('=');
        if (equals == std::string_view::npos || !text.starts_with("TRAININGZIP_")) continue;
        environment.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        throw ConfigError(fmt::format("the configuration file '{}' does not exist", path.string()));
    std::ifstream file(path, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    if (!file) throw ConfigError(fmt::format("cannot read '{}'", path.string()));
    return parse(content, std::move(environment));
}

ConfigFile ConfigFile::parse(std::string_view toml, std::map<std::string, std::string> environment) {
    ConfigFile file;
    file.environment_ = std::move(environment);
    toml::table root;
    try {
        root = toml::parse(toml);
    } catch (const toml::parse_error& error) {
        throw ConfigError(fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
    for (const auto& [section_name, node] : root) {
        const toml::table* table = node.as_table();
        if (table == nullptr)
            throw ConfigError(
                fmt::format("'{}' stands outside a section", std::string_view(section_name.str())));
        auto& values = file.sections_[std::string(section_name.str())];
        for (const auto& [key, entry] : *table) {
            ConfigSection::Value value;
            if (const auto* text = entry.as_string())
                value = text->get();
            else if (const auto* whole = entry.as_integer())
                value = whole->get();
            else if (const auto* real = entry.as_floating_point())
                value = real->get();
            else if (const auto* flag = entry.as_boolean())
                value = flag->get();
            else
                throw ConfigError(fmt::format("[{}] {} must be a text, a number or true/false",
                                              std::string_view(section_name.str()),
                                              std::string_view(key.str())));
            values.emplace(key.str(), std::move(value));
        }
    }
    return file;
}

ConfigSection ConfigFile::section(std::string_view name) const {
    const auto found = sections_.find(name);
    if (found == sections_.end()) throw ConfigError(fmt::format("the section [{}] is missing", name));
    auto values = found->second;
    for (auto& [key, value] : values) {
        const std::string other = named_section(value);
        if (other.empty()) continue;
        const auto there = sections_.find(other);
        if (there == sections_.end()) throw ConfigError(fmt::format("the section [{}] is missing", other));
        value = ConfigSection(other, there->second, environment_).text(key);
    }
    return ConfigSection(std::string(name), std::move(values), environment_);
}

}  // namespace trainingzip
