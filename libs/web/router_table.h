#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "web/server.h"

namespace trainingzip::web {

struct WriterRoute {
    std::string content_type;
    WriterHandler handler;
};

struct Route {
    std::string method;
    std::string pattern;
    std::vector<std::string> segments;  ///< Of the pattern, braces included.
    std::uint64_t body_limit = 0;       ///< Bytes.
    std::variant<Handler, BodyHandler, WriterRoute> handler;
    bool is_probe = false;       ///< Called frequently, so logged at debug level only.
    std::string operation = {};  ///< Name in links and documents; empty where a server gives none.
    std::string access = {};   ///< "public", "visitor", "user" or "admin"; empty where a server does not say.
    bool is_slow = false;      ///< Runs on the threads of bodies.
    Admission admission = {};  ///< May be empty.
};

/// What the table knows of a method and a path.
struct RouteMatch {
    const Route* route = nullptr;  ///< nullptr: no such path, or not this method.
    std::map<std::string, std::string, std::less<>> parameters;
    std::string allowed_methods;  ///< For Allow; empty when the path does not exist.
};

struct Router::Table {
    std::vector<Route> routes;

    void add(Route route);
    /// `path` in segments, decoded. Of several patterns that match, the one with the earlier literal segment
    /// wins.
    RouteMatch find(std::string_view method, const std::vector<std::string>& path) const;
};

}  // namespace trainingzip::web
