#include "api/pictures/picture_store.h"

#include <soci/soci.h>

#include <boost/json/object.hpp>

#include "api/hal.h"
#include "api/pictures/pictures_sql.h"
#include "base/encoding.h"
#include "base/error.h"
#include "data/bytes.h"
#include "web/conditional.h"

namespace trainingzip::api {
namespace {

const std::string stored_type = "image/jpeg";

struct StoredPicture {
    std::string content_type;
    std::string bytes;
    std::int64_t modified_at = 0;
};

StoredPicture find_picture(soci::session& session, const PictureKey& key) {
    StoredPicture picture;
    data::Bytes bytes(session);
    session << pictures_sql::select_content, soci::into(picture.content_type), bytes.into(),
        soci::into(picture.modified_at), soci::use(key.kind, "kind"), soci::use(key.owner_id, "owner_id");
    if (!session.got_data()) {
        throw Failure(ErrorCode::file_not_found, key.kind + " of " + std::to_string(key.owner_id));
    }
    picture.bytes = bytes.content();
    return picture;
}

}  // namespace

web::Response store_picture(ApiContext& context, const web::Request& request, const PictureKey& key,
                            const ImageField& field, const std::string& path) {
    const std::string bytes = context.pictures.to_stored_jpeg(as_bytes(field.bytes));
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        data::Bytes content(session, as_bytes(bytes));
        session << pictures_sql::upsert, soci::use(key.kind, "kind"), soci::use(key.owner_id, "owner_id"),
            soci::use(stored_type, "content_type"), content.use("bytes"), soci::use(now, "now");
    });
    return web::Response::hal(boost::json::object{{"fileName", field.file_name},
                                                  {"fileType", stored_type},
                                                  {"size", bytes.size()},
                                                  {"_links", make_links(request, {{"self", path}})}});
}

web::Response picture_answer(ApiContext& context, const web::Request& request, const PictureKey& key) {
    StoredPicture picture =
        context.database.with_session([&](soci::session& session) { return find_picture(session, key); });
    const std::string entity_tag = "\"" + key.kind + "-" + std::to_string(key.owner_id) + "-" +
                                   std::to_string(picture.modified_at) + "\"";
    web::Response response = web::client_has(request.headers, entity_tag)
                                 ? web::Response::empty(304)
                                 : web::Response::text(std::move(picture.bytes), picture.content_type);
    response.headers.set("ETag", entity_tag);
    response.headers.set("Cache-Control", "private, no-cache");
    return response;
}

}  // namespace trainingzip::api
