#include "api/http/paging.h"

#include <gtest/gtest.h>

#include <array>
#include <boost/json/object.hpp>

#include "api/http/hal.h"
#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::array<SortColumn, 2> columns = {{{"title", "t.title"}, {"views", "t.views", true}}};

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
    return parse_page_request(request_with(std::move(query)), columns, {"t.id ASC"});
}

TEST(Paging, HasDefaults) {
    const PageRequest page = parse({});
    EXPECT_EQ(page.number, 0);
    EXPECT_EQ(page.size, 20);
    EXPECT_EQ(page.order_by, "t.id ASC");
}

TEST(Paging, OrdersByKnownColumnsAndBreaksTies) {
    const PageRequest page = parse({{"sort", {"title,DESC", "views", "title,asc"}}});
    EXPECT_EQ(page.order_by, "t.title DESC, t.views ASC, t.id DESC");
    EXPECT_EQ(page.sort_query, "&sort=title%2CDESC&sort=views&sort=title%2Casc");
}

TEST(Paging, HasAnOrderThatOneIndexGivesBothWays) {
    constexpr std::array<SortColumn, 3> some = {
        {{"id", "t.id", true}, {"title", "t.title"}, {"at", "t.at", true}}};
    const auto order = [&](std::vector<std::string> sort) {
        return parse_page_request(request_with({{"sort", std::move(sort)}}), some,
                                  {"t.at DESC, t.id DESC", "id", "t.id", true})
            .order_by;
    };
    EXPECT_EQ(order({}), "t.at DESC, t.id DESC");
    EXPECT_EQ(order({"title"}), "t.title ASC, t.at ASC, t.id ASC");
    EXPECT_EQ(order({"title,DESC", "id"}), "t.title DESC, t.id ASC");
    EXPECT_EQ(order({"at"}), "t.at ASC, t.id ASC") << "no column twice";
    EXPECT_EQ(order({"at,DESC", "title"}), "t.at DESC, t.title ASC, t.id DESC");
    EXPECT_EQ(order({"id,DESC", "title"}), "t.id DESC") << "nothing is alike";
}

TEST(Paging, RefusesEverythingElse) {
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

TEST(Paging, CutsLargePages) {
    const PageRequest page = parse({{"size", {"5000"}}, {"page", {"1000000000"}}});
    EXPECT_EQ(page.size, largest_page);
    EXPECT_EQ(page.offset(), 200'000'000'000);
}

std::string href(const boost::json::value& document, std::string_view relation) {
    const auto* link = document.at("_links").as_object().if_contains(relation);
    return link ? std::string(link->at("href").as_string()) : std::string();
}

TEST(Paging, LinksToThePagesThatExist) {
    const auto document = [](const char* number, std::int64_t total) {
        const web::Request request = request_with({{"page", {number}}, {"size", {"10"}}});
        return make_page(request, parse_page_request(request, columns, {"t.id ASC"}), total, "list", {},
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

PageRequest parse_cursor(std::map<std::string, std::vector<std::string>, std::less<>> query) {
    return parse_page_request(request_with(std::move(query)), columns,
                              {"t.views DESC, t.id DESC", "views", "t.id", true});
}

TEST(Cursors, BeginWithoutAPlaceAndGoOnBehindOne) {
    const PageRequest first = parse_cursor({{"cursor", {""}}, {"size", {"2"}}});
    EXPECT_TRUE(first.by_cursor);
    EXPECT_EQ(first.order_by, "t.views DESC, t.id DESC");
    EXPECT_EQ(first.after_condition, "");
    EXPECT_EQ(first.limit(), 3);
    const Cursor place{first.cursor_sort, -5, 7};
    const PageRequest next = parse_cursor({{"cursor", {place.to_text()}}});
    EXPECT_EQ(next.after_condition, "(t.views, t.id) < (:after_key, :after_id)");
    EXPECT_EQ(next.after->key, -5);
    EXPECT_EQ(next.after->id, 7);
    const PageRequest up =
        parse_cursor({{"cursor", {Cursor{"views,ASC", 1, 2}.to_text()}}, {"sort", {"views"}}});
    EXPECT_EQ(up.after_condition, "(t.views, t.id) > (:after_key, :after_id)");
    EXPECT_EQ(up.sort_query, "&sort=views");
}

TEST(Cursors, AreRefusedWhenTheyAreNotOurs) {
    const std::string good = Cursor{"views,DESC", 1, 2}.to_text();
    EXPECT_NO_THROW(parse_cursor({{"cursor", {good}}}));
    EXPECT_THROW(parse({{"cursor", {good}}}), Failure) << "a list that has no cursors";
    EXPECT_THROW(parse_cursor({{"cursor", {good}}, {"page", {"0"}}}), Failure);
    EXPECT_THROW(parse_cursor({{"cursor", {good}}, {"sort", {"views,ASC"}}}), Failure) << "of another order";
    EXPECT_THROW(parse_cursor({{"cursor", {""}}, {"sort", {"title"}}}), Failure) << "no number";
    EXPECT_THROW(parse_cursor({{"cursor", {""}}, {"sort", {"views", "views"}}}), Failure);
    for (const std::string plain :
         {":", "::", "views,DESC:1", "views,DESC:1:", "views,DESC::2", "views,DESC:1:2:3", "views,DESC:x:2",
          "views,DESC:99999999999999999999:2"}) {
        const std::string text = base64url_encode(as_bytes(plain));
        EXPECT_THROW(parse_cursor({{"cursor", {text}}}), Failure) << plain;
    }
    for (const std::string& text : {std::string("!"), std::string("a"), std::string(1000, 'A')}) {
        EXPECT_THROW(parse_cursor({{"cursor", {text}}}), Failure) << text;
    }
}

TEST(Cursors, LinkToTheNextPageWhereThereIsMore) {
    struct Row {
        std::int64_t id;
        std::int64_t views;
    };
    const auto key = [](const Row& row, std::string_view column) {
        return column == "views" ? row.views : row.id;
    };
    const web::Request request = request_with({{"cursor", {""}}, {"size", {"2"}}});
    const PageRequest page =
        parse_page_request(request, columns, {"t.views DESC, t.id DESC", "views", "t.id", true});
    std::vector<Row> rows = {{4, 30}, {9, 20}, {2, 10}};
    const auto next = cut_to_page(page, rows, key);
    ASSERT_EQ(rows.size(), 2U);
    ASSERT_TRUE(next.has_value());
    EXPECT_EQ(next->key, 20);
    EXPECT_EQ(next->id, 9);
    const auto document = make_cursor_page(request, page, next, "list", {}, "&search=x");
    const std::string base = "https://example.org/api/trainings?cursor=";
    EXPECT_EQ(href(document, "next"), base + next->to_text() + "&size=2&search=x");
    EXPECT_EQ(href(document, "self"), base + "&size=2&search=x");
    EXPECT_EQ(cut_to_page(page, rows, key), std::nullopt) << "a page that is just full";
    EXPECT_EQ(href(make_cursor_page(request, page, std::nullopt, "list", {}), "next"), "");
}

TEST(Hal, EncodesWhatMayNotStandInAQuery) {
    EXPECT_EQ(percent_encode("a&b=c d/é"), "a%26b%3Dc%20d%2F%C3%A9");
    EXPECT_EQ(percent_encode("-._~"), "-._~");
}

}  // namespace
}  // namespace trainingzip::api
