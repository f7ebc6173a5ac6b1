#include "upload/show_networks.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace trainingzip::upload {

namespace {

namespace json = boost::json;

json::object describe_server(const ServerNetworks& server) {
    json::array missing;
    for (const auto& file : server.networks.missing) missing.emplace_back(file.string());
    const auto& loaded = server.networks.loaded;
    return {{"state", !server.reachable ? "unreachable"
                      : loaded          ? "ready"
                                        : "waiting"},
            {"networks", loaded ? json::value(vision::name_of(*loaded)) : json::value()},
            {"missing", std::move(missing)}};
}

}  // namespace

web::Response show_networks(UploadContext& context, const web::Request&, const auth::Principal& principal) {
    if (!principal.admin) throw Failure(ErrorCode::not_permitted);
    web::Response response =
        web::Response::hal(json::object{{"pose", describe_server(context.networks.pose())},
                                        {"shape", describe_server(context.networks.shape())},
                                        {"standInTrainings", context.uploads.count_stand_in()}});
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace trainingzip::upload
