#include "api/paging.h"

#include <gtest/gtest.h>

#include <array>
#include <boost/json/object.hpp>

#include "api/hal.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::array<SortColumn, 2> columns = {{{"title", "t.title"}, {"views", "t.views"}}};

web::Request request_with(std::map<std::string, std::vector<std::string>, std::less<>> query) {
    web::Request request;
    request.path = "/trainings";
    request.query = std::move(query);
    request.headers.add("X-Forwarded-Host", "example.org");
    request.headers.add("X-Forwarded-Proto", "https");
    request.headers.add("X-Forwarded-Prefix", "/api");
    return request;
}

PageRequest parse(std::map<std::string, std::vector<std::string>, std::less<>> query) {
    return parse_page_request(request_with(std::move(query)), columns, "t.id");
}

TEST(Paging, has_defaults) {
    const PageRequest page = parse({});
    EXPECT_EQ(page.number, 0);
    EXPECT_EQ(page.size, 20);
    EXPECT_EQ(page.order_by, "t.id");
}

TEST(Paging, orders_by_known_columns_and_breaks_ties) {
    const PageRequest page = parse({{"sort", {"title,DESC", "views", "title,asc"}}});
    EXPECT_EQ(page.order_by, "t.title DESC, t.views ASC, t.title ASC, t.id");
    EXPECT_EQ(page.sort_query, "&sort=title%2CDESC&sort=views&sort=title%2Casc");
}

TEST(Paging, refuses_everything_else) {
    const std::map<std::string, std::vector<std::string>> bad = {
        {"page", {"-1", "", "x", "1x", " 1", "+1", "1e3", "1000000001", "99999999999999999999"}},
        {"size", {"0", "-1", "", "x"}},
        {"sort",
         {"", "id", "t.title", "title,", "title,UP", "title,DESC,x", "title DESC", "title;--", "TITLE"}},
    };
    for (const auto& [name, values] : bad) {
        for (const std::string& value : values) {
            EXPECT_THROW(parse({{name, {value}}}), Failure) << name << "=" << value;
        }
    }
    EXPECT_THROW(parse({{"sort", {"title", "views", "title", "views", "title"}}}), Failure);
}

TEST(Paging, cuts_large_pages) {
    const PageRequest page = parse({{"size", {"5000"}}, {"page", {"1000000000"}}});
    EXPECT_EQ(page.size, largest_page);
    EXPECT_EQ(page.offset(), 200'000'000'000);
}

std::string href(const boost::json::value& document, std::string_view relation) {
    const auto* link = document.at("_links").as_object().if_contains(relation);
    return link ? std::string(link->at("href").as_string()) : std::string();
}

TEST(Paging, links_to_the_pages_that_exist) {
    const auto document = [](const char* number, std::int64_t total) {
        const web::Request request = request_with({{"page", {number}}, {"size", {"10"}}});
        return make_page(request, parse_page_request(request, columns, "t.id"), total, "list", {},
                         "&search=x");
    };
    const std::string base = "https://example.org/api/trainings?page=";
    const auto middle = document("1", 25);
    EXPECT_EQ(href(middle, "first"), base + "0&size=10&search=x");
    EXPECT_EQ(href(middle, "prev"), base + "0&size=10&search=x");
    EXPECT_EQ(href(middle, "self"), base + "1&size=10&search=x");
    EXPECT_EQ(href(middle, "next"), base + "2&size=10&search=x");
    EXPECT_EQ(href(middle, "last"), base + "2&size=10&search=x");
    EXPECT_EQ(middle.at("page").at("totalPages"), 3);
    EXPECT_EQ(href(document("2", 30), "next"), "") << "a full last page has no next";
    EXPECT_EQ(href(document("0", 30), "prev"), "");
    const auto nothing = document("0", 0);
    EXPECT_EQ(href(nothing, "last"), base + "0&size=10&search=x");
    EXPECT_EQ(nothing.at("page").at("totalPages"), 0);
    EXPECT_TRUE(nothing.at("_embedded").at("list").as_array().empty());
}

TEST(Hal, encodes_what_may_not_stand_in_a_query) {
    EXPECT_EQ(percent_encode("a&b=c d/é"), "a%26b%3Dc%20d%2F%C3%A9");
    EXPECT_EQ(percent_encode("-._~"), "-._~");
}

}  // namespace
}  // namespace trainingzip::api
