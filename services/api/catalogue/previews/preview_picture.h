#pragma once

#include <string>

#include "api/catalogue/pictures/picture_store.h"
#include "api/catalogue/previews/link_preview.h"

namespace soci {
class session;
}

namespace trainingzip::api {

/// The large size of a stored picture at `path` below the API's public address; the icon of the page where
/// there is none.
PreviewPicture preview_picture(soci::session& session, const web::Request& request, const PictureKey& key,
                               const std::string& path);

/// The answer to the gateway: the preview as HTML, the same for everybody.
web::Response preview_answer(const LinkPreview& preview);

}  // namespace trainingzip::api
