#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/config.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::web {

/// Which pages of other origins a browser lets read the answers of a public server (CORS, Fetch
/// Standard 3.3), or show its pictures and videos (Cross-Origin-Resource-Policy, Fetch Standard 3.6).
class CrossOriginRules {
  public:
    /// Origins as browsers write them (RFC 6454, 6.2), separated by blanks: "https://example.org
    /// http://localhost:3000". With "*" among them every page may, but only those that are named with
    /// cookies. Without any, none may. Throws std::invalid_argument with a sentence for the operator.
    explicit CrossOriginRules(std::string_view origins);
    /// From the key allowed_origins. Throws ConfigError.
    static CrossOriginRules load(ConfigSection& section);

    /// The CORS headers of the response to this request, whatever its status. None where the request head
    /// could not be parsed, since its origin is then unknown.
    void add_to(Headers& answer, const Request& request) const;

    /// The answer to a preflight request (Fetch Standard 4.8); nullopt when it is none, or comes from
    /// elsewhere. methods: what the path takes; empty where there is no such path, so that the request itself
    /// can learn that.
    std::optional<Response> preflight(const Request& request, std::string_view methods) const;

  private:
    enum class Admission { refused, without_cookies, with_cookies };
    Admission admit(std::string_view origin) const;
    bool is_closed() const { return origins_.empty() && !any_; }

    std::set<std::string, std::less<>> origins_;
    bool any_ = false;
};

}  // namespace trainingzip::web
