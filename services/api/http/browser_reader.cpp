#include "api/http/browser_reader.h"

#include <utility>

namespace trainingzip::api {

BrowserReader::BrowserReader(std::filesystem::path patterns, Logger logger)
    : patterns_(std::move(patterns)), logger_(std::move(logger)) {}

incident::UserAgent BrowserReader::read(std::string_view user_agent) {
    incident::UserAgent unknown = {"Other", "Other", "Other", "Other", "Other", "Other", "Other"};
    if (user_agent.empty()) return unknown;
    std::call_once(loaded_, [this] {
        try {
            parser_ = std::make_unique<incident::UserAgentParser>(patterns_);
        } catch (const std::exception& error) {
            logger_.warning("browser_rules_unreadable", {{"reason", error.what()}});
        }
    });
    return parser_ ? parser_->parse(user_agent) : unknown;
}

}  // namespace trainingzip::api
