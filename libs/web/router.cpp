#include <algorithm>
#include <set>
#include <stdexcept>

#include "web/router_table.h"

namespace trainingzip::web {

namespace {

std::vector<std::string> split(std::string_view pattern) {
    std::vector<std::string> segments;
    std::size_t start = 1;
    while (start <= pattern.size()) {
        const std::size_t end = std::min(pattern.find('/', start), pattern.size());
        segments.emplace_back(pattern.substr(start, end - start));
        start = end + 1;
    }
    return segments;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool same_shape(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& left, const auto& right) {
        return left == right || (is_parameter(left) && is_parameter(right));
    });
}

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
    return std::equal(pattern.begin(), pattern.end(), path.begin(), path.end(),
                      [](const auto& expected, const auto& given) {
                          return is_parameter(expected) ? !given.empty() : expected == given;
                      });
}

bool more_specific(const Route& a, const Route& b) {
    return std::lexicographical_compare(
        a.segments.begin(), a.segments.end(), b.segments.begin(), b.segments.end(),
        [](const auto& left, const auto& right) { return !is_parameter(left) && is_parameter(right); });
}

}  // namespace

void Router::Table::add(Route route) {
    if (!route.pattern.starts_with('/')) throw std::logic_error("a route starts with '/': " + route.pattern);
    route.segments = split(route.pattern);
    for (const Route& other : routes)
        if (other.method == route.method && same_shape(other.segments, route.segments))
            throw std::logic_error("two handlers for " + route.method + " " + route.pattern);
    routes.push_back(std::move(route));
}

RouteMatch Router::Table::find(std::string_view method, const std::vector<std::string>& path) const {
    RouteMatch match;
    std::set<std::string> allowed;
    for (const Route& route : routes) {
        if (!matches(route.segments, path)) continue;
        const bool is_writer = std::holds_alternative<WriterRoute>(route.handler);
        const bool serves_head = route.method == "GET" && !is_writer;
        allowed.insert(route.method);
        if (serves_head) allowed.insert("HEAD");
        if (route.method != method && !(serves_head && method == "HEAD")) continue;
        if (match.route == nullptr || more_specific(route, *match.route)) match.route = &route;
    }
    for (const std::string& name : allowed)
        match.allowed_methods += (match.allowed_methods.empty() ? "" : ", ") + name;
    if (match.route == nullptr) return match;
    for (std::size_t index = 0; index < path.size(); ++index) {
        const std::string& segment = match.route->segments[index];
        if (is_parameter(segment))
            match.parameters.emplace(segment.substr(1, segment.size() - 2), path[index]);
    }
    return match;
}

Router::Router() : table_(std::make_unique<Table>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(std::string_view method, std::string_view pattern, Handler handler,
                 std::uint64_t body_limit) {
    table_->add({std::string(method), std::string(pattern), {}, body_limit, std::move(handler), false});
}

void Router::add_slow(std::string_view method, std::string_view pattern, Handler handler,
                      std::uint64_t body_limit) {
    Route route{std::string(method), std::string(pattern), {}, body_limit, std::move(handler)};
    route.is_slow = true;
    table_->add(std::move(route));
}

void Router::add_body(std::string_view method, std::string_view pattern, BodyHandler handler,
                      std::uint64_t body_limit, Admission admission) {
    Route route{std::string(method), std::string(pattern), {}, body_limit, std::move(handler)};
    route.admission = std::move(admission);
    table_->add(std::move(route));
}

void Router::add_writer(std::string_view method, std::string_view pattern, std::string content_type,
                        WriterHandler handler, std::uint64_t body_limit, Admission admission) {
    Route route{std::string(method),
                std::string(pattern),
                {},
                body_limit,
                WriterRoute{std::move(content_type), std::move(handler)}};
    route.admission = std::move(admission);
    table_->add(std::move(route));
}

}  // namespace trainingzip::web
