#include "api/catalogue/pictures/picture_store.h"

#include <soci/soci.h>

#include <boost/json/object.hpp>
#include <optional>

#include "api/catalogue/pictures/picture_links.h"
#include "api/catalogue/pictures/pictures_sql.h"
#include "api/http/hal.h"
#include "base/encoding.h"
#include "base/error.h"
#include "database/bytes.h"
#include "web/conditional.h"

namespace trainingzip::api {
namespace {

const std::string stored_type = "image/jpeg";

struct StoredPicture {
    std::string content_type;
    std::string bytes;
    std::int64_t modified_at = 0;
};

std::string_view selection(PictureSize size) {
    switch (size) {
        case PictureSize::small:
            return pictures_sql::select_small;
        case PictureSize::medium:
            return pictures_sql::select_medium;
        case PictureSize::large:
            break;
    }
    return pictures_sql::select_large;
}

StoredPicture find_picture(soci::session& session, const PictureKey& key, PictureSize size) {
    StoredPicture picture;
    database::Bytes bytes(session);
    session << selection(size), soci::into(picture.content_type), bytes.into(),
        soci::into(picture.modified_at), soci::use(key.kind, "kind"), soci::use(key.owner_id, "owner_id");
    if (!session.got_data()) {
        throw Failure(ErrorCode::file_not_found, key.kind + " of " + std::to_string(key.owner_id));
    }
    picture.bytes = bytes.content();
    return picture;
}

void insert_size(soci::session& session, const PictureKey& key, PictureSize size,
                 const std::optional<std::string>& bytes) {
    if (!bytes) return;
    const std::string name(name_of(size));
    database::Bytes content(session, as_bytes(*bytes));
    session << pictures_sql::insert_size, soci::use(key.kind, "kind"), soci::use(key.owner_id, "owner_id"),
        soci::use(name, "size"), content.use("bytes");
}

/// Returns the version.
std::int64_t replace_picture(soci::session& session, const PictureKey& key, const StoredSizes& sizes,
                             std::int64_t now) {
    std::int64_t version = 0;
    database::Bytes content(session, as_bytes(sizes.large));
    session << pictures_sql::upsert, soci::into(version), soci::use(key.kind, "kind"),
        soci::use(key.owner_id, "owner_id"), soci::use(stored_type, "content_type"), content.use("bytes"),
        soci::use(now, "now");
    session << pictures_sql::remove_sizes, soci::use(key.kind, "kind"), soci::use(key.owner_id, "owner_id");
    insert_size(session, key, PictureSize::medium, sizes.medium);
    insert_size(session, key, PictureSize::small, sizes.small);
    return version;
}

const char* cache_control(bool names_version, Audience audience) {
    if (!names_version) return "private, no-cache";
    return audience == Audience::everybody ? "public, max-age=31536000, immutable"
                                           : "private, max-age=31536000, immutable";
}

}  // namespace

web::Response store_picture(const CatalogueContext& context, const web::Request& request,
                            const PictureKey& key, const PictureAddress& address, const ImageField& field,
                            const std::function<void(soci::session&)>& may_store) {
    const StoredSizes sizes = context.pictures.to_stored_sizes(as_bytes(field.bytes));
    const std::int64_t now = context.now();
    const std::int64_t version = context.database.in_transaction([&](soci::session& session) {
        may_store(session);
        return replace_picture(session, key, sizes, now);
    });
    boost::json::object links = make_links(request, {{"self", address.path}});
    add_picture_links(links, request, address.relation, address.path, version);
    return web::Response::hal(boost::json::object{{"fileName", field.file_name},
                                                  {"fileType", stored_type},
                                                  {"size", sizes.large.size()},
                                                  {"_links", std::move(links)}});
}

web::Response picture_answer(const CatalogueContext& context, const web::Request& request,
                             const PictureKey& key, PictureSize size, Audience audience) {
    StoredPicture picture = context.database.with_session(
        [&](soci::session& session) { return find_picture(session, key, size); });
    const std::string version = std::to_string(picture.modified_at);
    const std::string entity_tag = "\"" + key.kind + "-" + std::to_string(key.owner_id) + "-" +
                                   std::string(name_of(size)) + "-" + version + "\"";
    web::Response response = web::client_has(request.headers, entity_tag)
                                 ? web::Response::empty(304)
                                 : web::Response::text(std::move(picture.bytes), picture.content_type);
    response.headers.set("ETag", entity_tag);
    response.headers.set("Cache-Control", cache_control(request.query_parameter("v") == version, audience));
    // A response for one person must not be served from the browser's cache to the next user of that
    // browser.
    if (audience == Audience::some) response.headers.set("Vary", "Authorization");
    return response;
}

}  // namespace trainingzip::api
