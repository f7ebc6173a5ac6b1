#include "incident/user_agent.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

namespace trainingzip::incident {

namespace {

constexpr std::size_t longest_header = 1000;
constexpr int most_groups = 10;

struct Rule {
    std::unique_ptr<RE2> pattern;
    std::vector<std::string> replacements;
};

using Groups = std::array<std::string, most_groups>;

// "$1" to "$9" in a replacement refer to the groups of the pattern.
std::string filled(std::string_view replacement, const Groups& groups) {
    std::string result;
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        const bool reference = replacement[i] == '$' && i + 1 < replacement.size() &&
                               replacement[i + 1] >= '1' && replacement[i + 1] <= '9';
        if (reference)
            result += groups[static_cast<std::size_t>(replacement[++i] - '0')];
        else
            result += replacement[i];
    }
    while (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

struct RuleSet {
    std::vector<Rule> rules;
    std::size_t left_out = 0;

    // `keys` name the replacements, and what stands for each where a rule has none, in the order of the
    // fields that apply() gives.
    RuleSet(const YAML::Node& list, const std::vector<std::pair<std::string, std::string>>& keys) {
        for (const YAML::Node& entry : list) {
            RE2::Options options(RE2::Quiet);
            options.set_case_sensitive(!entry["regex_flag"] || entry["regex_flag"].as<std::string>() != "i");
            auto pattern = std::make_unique<RE2>(entry["regex"].as<std::string>(), options);
            if (!pattern->ok() || pattern->NumberOfCapturingGroups() >= most_groups) {
                ++left_out;
                continue;
            }
            std::vector<std::string> replacements;
            for (const auto& [key, otherwise] : keys) {
                const YAML::Node replacement = entry[key];
                replacements.push_back(replacement ? replacement.as<std::string>() : otherwise);
            }
            rules.push_back({std::move(pattern), std::move(replacements)});
        }
    }

    // The fields of the first rule that matches; empty when none does.
    std::vector<std::string> apply(std::string_view header) const {
        for (const Rule& rule : rules) {
            std::array<re2::StringPiece, most_groups> matches;
            const int groups = rule.pattern->NumberOfCapturingGroups() + 1;
            if (!rule.pattern->Match(re2::StringPiece(header.data(), header.size()), 0, header.size(),
                                     RE2::UNANCHORED, matches.data(), groups))
                continue;
            Groups texts;
            for (int i = 0; i < groups; ++i)
                if (matches[static_cast<std::size_t>(i)].data() != nullptr)
                    texts[static_cast<std::size_t>(i)].assign(matches[static_cast<std::size_t>(i)].data(),
                                                              matches[static_cast<std::size_t>(i)].size());
            std::vector<std::string> fields;
            for (const std::string& replacement : rule.replacements)
                fields.push_back(filled(replacement, texts));
            return fields;
        }
        return {};
    }
};

std::string joined(const std::vector<std::string>& fields, std::size_t first, std::size_t count,
                   char between) {
    std::string result;
    for (std::size_t i = first; i < std::min(first + count, fields.size()); ++i) {
        if (fields[i].empty()) break;
        if (!result.empty()) result += between;
        result += fields[i];
    }
    return result;
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// uap-core says nothing of engines; the products in the header name them.
std::string rendering_engine(std::string_view header) {
    if (has(header, "Gecko/")) return "Gecko";
    if (has(header, "Trident/") || has(header, "MSIE ")) return "Trident";
    if (has(header, "EdgeHTML") || has(header, "Edge/")) return "EdgeHTML";
    if (has(header, "Presto/")) return "Presto";
    const bool webkit_by_rule = has(header, "iPhone") || has(header, "iPad") || has(header, "CriOS");
    if (has(header, "Chrome/") && !webkit_by_rule) return "Blink";
    if (has(header, "AppleWebKit/")) return "WebKit";
    return "Other";
}

std::string device_type(std::string_view header, std::string_view device, std::string_view os) {
    if (device == "Spider") return "Bot";
    if (has(header, "iPad") || has(header, "Tablet") || (os == "Android" && !has(header, "Mobile")))
        return "Tablet";
    if (has(header, "Mobi") || has(header, "iPhone") || os == "iOS" || os == "Android") return "Mobile";
    for (const std::string_view computer :
         {"Windows", "Mac OS X", "Linux", "Ubuntu", "Chrome OS", "Fedora", "FreeBSD", "Debian"})
        if (os == computer) return "Computer";
    return "Other";
}

std::string browser_type(std::string_view type, std::string_view browser, std::string_view engine) {
    if (type == "Bot") return "Robot";
    if (engine == "Other") return browser == "Other" ? "Other" : "Tool";
    return type == "Mobile" || type == "Tablet" ? "Mobile browser" : "Web browser";
}

}  // namespace

struct UserAgentParser::Patterns {
    RuleSet browsers;
    RuleSet systems;
    RuleSet devices;
};

UserAgentParser::UserAgentParser(const std::filesystem::path& regexes_yaml) {
    try {
        const YAML::Node root = YAML::LoadFile(regexes_yaml.string());
        patterns_ = std::make_unique<Patterns>(Patterns{
            RuleSet(root["user_agent_parsers"], {{"family_replacement", "$1"},
                                                 {"v1_replacement", "$2"},
                                                 {"v2_replacement", "$3"},
                                                 {"v3_replacement", "$4"}}),
            RuleSet(root["os_parsers"], {{"os_replacement", "$1"},
                                         {"os_v1_replacement", "$2"},
                                         {"os_v2_replacement", "$3"},
                                         {"os_v3_replacement", "$4"}}),
            RuleSet(root["device_parsers"],
                    {{"device_replacement", "$1"}, {"brand_replacement", ""}, {"model_replacement", "$1"}})});
    } catch (const YAML::Exception& error) {
        throw std::runtime_error(
            fmt::format("cannot read the user agent patterns '{}': {}", regexes_yaml.string(), error.what()));
    }
}

UserAgentParser::~UserAgentParser() = default;

UserAgent UserAgentParser::parse(std::string_view header) const {
    header = header.substr(0, longest_header);
    const std::vector<std::string> browser = patterns_->browsers.apply(header);
    const std::vector<std::string> system = patterns_->systems.apply(header);
    const std::vector<std::string> device = patterns_->devices.apply(header);
    const auto field = [](const std::vector<std::string>& fields, std::size_t i) {
        return i < fields.size() && !fields[i].empty() ? fields[i] : std::string("Other");
    };
    UserAgent agent;
    agent.browser = field(browser, 0);
    agent.browser_version = joined(browser, 1, 3, '.');
    if (agent.browser_version.empty()) agent.browser_version = "Other";
    const std::string version = joined(system, 1, 3, '.');
    agent.os = version.empty() ? field(system, 0) : field(system, 0) + ' ' + version;
    agent.manufacturer =
        device.size() > 1 && device[0] != "Spider" && !device[1].empty() ? device[1] : "Other";
    agent.rendering_engine = rendering_engine(header);
    agent.device_type = device_type(header, field(device, 0), field(system, 0));
    agent.browser_type = browser_type(agent.device_type, agent.browser, agent.rendering_engine);
    return agent;
}

std::size_t UserAgentParser::patterns_left_out() const {
    return patterns_->browsers.left_out + patterns_->systems.left_out + patterns_->devices.left_out;
}

}  // namespace trainingzip::incident
