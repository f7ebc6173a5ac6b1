#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "api/catalogue/catalogue_context.h"
#include "api/catalogue/pictures/image_field.h"
#include "api/catalogue/pictures/picture_size.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// Which picture: "thumbnail" with the id of a training, or "profile" with the id of a user.
struct PictureKey {
    std::string kind;
    std::int64_t owner_id;
};

/// Who may see a picture, and so who may keep it.
enum class Audience { everybody, some };

/// Where a picture is read, and how links to it are called.
struct PictureAddress {
    std::string path;
    std::string relation;
};

/// Re-encodes a picture and keeps it in all its sizes in the place of the one before; answers {fileName,
/// fileType, size, _links}. may_store throws where the owner, in the same transaction, is not there any more.
/// Throws Failure(image_unreadable).
web::Response store_picture(const CatalogueContext& context, const web::Request& request,
                            const PictureKey& key, const PictureAddress& address, const ImageField& field,
                            const std::function<void(soci::session&)>& may_store);

/// The bytes of that size, or of the next larger that is kept, with an ETag; or 304. Who names the present
/// version by ?v may keep the answer for ever, together with everybody where everybody may see it; else it
/// must be asked for again each time. Throws Failure(file_not_found) when there is none.
web::Response picture_answer(const CatalogueContext& context, const web::Request& request,
                             const PictureKey& key, PictureSize size, Audience audience);

}  // namespace trainingzip::api
