#include "api/catalogue/sitemap/sitemap.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <optional>

#include "api/catalogue/previews/link_preview.h"
#include "api/catalogue/sitemap/sitemap_sql.h"
#include "api/catalogue/trainings/training_answer.h"
#include "api/http/hal.h"
#include "api/http/sql_statement.h"
#include "base/error.h"
#include "domain/training_access.h"

namespace trainingzip::api {
namespace {

constexpr std::int64_t ids_per_part = 40'000;
// Ids beyond have no part: what is multiplied stays within 64 bits.
constexpr std::int64_t last_part = 1'000'000'000;

std::string sql_of(std::string_view statement) {
    return fmt::format(fmt::runtime(statement), fmt::arg("listed", domain::training_access_sql::listed));
}

/// The part that the first row behind `part` belongs to; nullopt when it is the last.
std::optional<std::int64_t> next_part(soci::session& session, std::string_view select, std::int64_t part) {
    const std::int64_t after = part * ids_per_part;
    std::int64_t id = 0;
    session << sql_of(select), soci::into(id), soci::use(after, "after");
    if (!session.got_data()) return std::nullopt;
    return (id - 1) / ids_per_part + 1;
}

void list_parts(soci::session& session, std::string_view select, std::int64_t after,
                const std::string& address, std::string& xml) {
    for (auto part = next_part(session, select, after); part; part = next_part(session, select, *part)) {
        xml += fmt::format("<sitemap><loc>{}-{}.xml</loc></sitemap>\n", address, *part);
    }
}

void add_page(std::string& xml, const std::string& address, std::int64_t modified_at) {
    xml += fmt::format("<url><loc>{}</loc><lastmod>{}</lastmod></url>\n", escape_markup(address),
                       to_iso8601(from_unix_milliseconds(modified_at)));
}

web::Response xml_answer(std::string_view element, std::string_view content) {
    web::Response response = web::Response::text(
        fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<{0} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{1}</{0}>\n",
                    element, content),
        "application/xml; charset=utf-8");
    response.headers.set("Cache-Control", "public, no-cache");
    return response;
}

std::int64_t part_of(const web::Request& request) {
    const std::int64_t part = request.path_id("part", ErrorCode::route_not_found);
    if (part > last_part) throw Failure(ErrorCode::route_not_found, "a part that far");
    return part;
}

/// Key and time of each row of a part, in the order of keys.
template <typename Key, typename Add>
void each_row(soci::session& session, std::string_view select, std::int64_t part, Add add) {
    const std::int64_t last = part * ids_per_part;
    const std::int64_t after = last - ids_per_part;
    Key key{};
    std::int64_t modified_at = 0;
    soci::statement statement(session);
    statement.exchange(soci::into(key));
    statement.exchange(soci::into(modified_at));
    statement.exchange(soci::use(after, "after"));
    statement.exchange(soci::use(last, "last"));
    execute(statement, sql_of(select));
    while (statement.fetch()) add(key, modified_at);
}

web::Response part_answer(std::string_view pages) {
    if (pages.empty()) throw Failure(ErrorCode::route_not_found, "a part of the sitemap without a page");
    return xml_answer("urlset", pages);
}

}  // namespace

web::Response read_sitemap(const CatalogueContext& context, const web::Request& request) {
    const std::string folder = escape_markup(request.external_origin()) + "/sitemaps/";
    // The front page makes it one that is always there.
    std::string parts = fmt::format("<sitemap><loc>{}trainings-1.xml</loc></sitemap>\n", folder);
    context.database.with_session([&](soci::session& session) {
        list_parts(session, sitemap_sql::select_next_training, 1, folder + "trainings", parts);
        list_parts(session, sitemap_sql::select_next_trainer, 0, folder + "trainers", parts);
    });
    return xml_answer("sitemapindex", parts);
}

web::Response read_training_sitemap(const CatalogueContext& context, const web::Request& request) {
    const std::int64_t part = part_of(request);
    const std::string origin = request.external_origin();
    std::string pages;
    if (part == 1) pages = fmt::format("<url><loc>{}/</loc></url>\n", escape_markup(origin));
    context.database.with_session([&](soci::session& session) {
        each_row<std::int64_t>(session, sitemap_sql::select_trainings, part,
                               [&](std::int64_t id, std::int64_t modified_at) {
                                   add_page(pages, origin + training_path(id), modified_at);
                               });
    });
    return part_answer(pages);
}

web::Response read_trainer_sitemap(const CatalogueContext& context, const web::Request& request) {
    const std::int64_t part = part_of(request);
    const std::string origin = request.external_origin();
    std::string pages;
    context.database.with_session([&](soci::session& session) {
        each_row<std::string>(session, sitemap_sql::select_trainers, part,
                              [&](const std::string& name, std::int64_t modified_at) {
                                  add_page(pages, origin + "/trainers/" + percent_encode(name), modified_at);
                              });
    });
    return part_answer(pages);
}

}  // namespace trainingzip::api
