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

/// Who may see a picture, and therefore who may cache it.
enum class Audience { everybody, some };

/// The path of a picture and the relation of links to it.
struct PictureAddress {
    std::string path;
    std::string relation;
};

/// Re-encodes a picture and stores it in all sizes, replacing the previous one; the response is {fileName,
/// fileType, size, _links}. may_store runs in the same transaction and throws if the owner no longer
/// exists. Throws Failure(image_unreadable).
web::Response store_picture(const CatalogueContext& context, const web::Request& request,
                            const PictureKey& key, const PictureAddress& address, const ImageField& field,
                            const std::function<void(soci::session&)>& may_store);

/// The picture in that size, or the next larger one that is stored, with an ETag; or 304. A request that
/// names the current version by ?v may be cached indefinitely, in shared caches if everybody may see the
/// picture; otherwise the response must be revalidated each time. Throws Failure(file_not_found) if there
/// is none.
web::Response picture_answer(const CatalogueContext& context, const web::Request& request,
                             const PictureKey& key, PictureSize size, Audience audience);

}  // namespace trainingzip::api
