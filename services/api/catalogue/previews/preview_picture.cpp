#include "api/catalogue/previews/preview_picture.h"

#include <soci/soci.h>

#include "api/catalogue/previews/jpeg_size.h"
#include "api/catalogue/previews/previews_sql.h"
#include "database/bytes.h"

namespace trainingzip::api {
namespace {

// web/public/icon-512.png
PreviewPicture icon(const web::Request& request) {
    return {.url = request.external_origin() + "/icon-512.png",
            .content_type = "image/png",
            .width = 512,
            .height = 512};
}

}  // namespace

PreviewPicture preview_picture(soci::session& session, const web::Request& request, const PictureKey& key,
                               const std::string& path) {
    PreviewPicture picture;
    std::int64_t version = 0;
    database::Bytes beginning(session);
    session << previews_sql::select_picture, soci::into(picture.content_type), beginning.into(),
        soci::into(version), soci::use(key.kind, "kind"), soci::use(key.owner_id, "owner_id");
    if (!session.got_data()) return icon(request);
    picture.url = request.external_base() + path + "?v=" + std::to_string(version);
    if (const auto size = jpeg_size(beginning.content())) {
        picture.width = size->width;
        picture.height = size->height;
        picture.is_wide = size->width > size->height;
    }
    return picture;
}

web::Response preview_answer(const LinkPreview& preview) {
    web::Response response = web::Response::text(to_html(preview), "text/html; charset=utf-8");
    response.headers.set("Cache-Control", "public, no-cache");
    return response;
}

}  // namespace trainingzip::api
