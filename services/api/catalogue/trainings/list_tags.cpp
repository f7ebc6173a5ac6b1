#include "api/catalogue/trainings/list_tags.h"

#include <soci/soci.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "api/catalogue/trainings/tags_sql.h"

namespace trainingzip::api {

web::Response list_tags(const CatalogueContext& context, const web::Request&) {
    boost::json::array items;
    context.database.with_session([&](soci::session& session) {
        std::string tag;
        std::int64_t count = 0;
        soci::statement statement =
            (session.prepare << tags_sql::most_used, soci::into(tag), soci::into(count));
        statement.execute();
        while (statement.fetch()) {
            items.push_back(boost::json::object{{"tag", tag}, {"trainings", count}});
        }
    });
    return web::Response::hal(std::move(items));
}

}  // namespace trainingzip::api
