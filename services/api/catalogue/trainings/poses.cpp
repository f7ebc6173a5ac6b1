#include "api/catalogue/trainings/poses.h"

#include <soci/soci.h>

#include <functional>
#include <string_view>

#include "api/catalogue/trainings/pose_json.h"
#include "api/catalogue/trainings/training_store.h"
#include "api/catalogue/trainings/trainings_sql.h"
#include "api/http/conditional.h"
#include "api/http/spooled_body.h"
#include "base/encoding.h"
#include "base/error.h"
#include "database/bytes.h"
#include "web/conditional.h"

namespace trainingzip::api {
namespace {

constexpr std::int64_t blocks_at_once = 64;
constexpr std::string_view compact_type = "application/vnd.trainingzip.poses";

bool wants_compact(const web::Request& request) {
    return request.headers.find("Accept").value_or("").find(compact_type) != std::string_view::npos;
}

std::size_t for_each_block(soci::session& session, const std::string& upload_id,
                           const std::function<void(const std::string&)>& take) {
    database::Bytes block(session);
    std::int64_t last_frame = -1;
    soci::statement statement = (session.prepare << trainings_sql::select_pose_blocks, soci::into(last_frame),
                                 block.into(), soci::use(upload_id, "upload_id"),
                                 soci::use(last_frame, "after"), soci::use(blocks_at_once, "limit"));
    std::size_t count = 0;
    std::size_t before = 0;
    do {
        before = count;
        statement.execute();
        while (statement.fetch()) {
            take(block.content());
            ++count;
        }
    } while (count - before == static_cast<std::size_t>(blocks_at_once));
    return count;
}

std::size_t append_compact(soci::session& session, const std::string& upload_id, SpooledBody& body) {
    return for_each_block(session, upload_id, [&](const std::string& bytes) { body.append(bytes); });
}

std::size_t append_json(soci::session& session, const std::string& upload_id, SpooledBody& body) {
    bool first = true;
    const std::size_t count = for_each_block(session, upload_id, [&](const std::string& bytes) {
        const vision::PoseBlock block = vision::decode_pose_block(as_bytes(bytes));
        if (first) {
            body.append("{\"width\":" + std::to_string(block.width) +
                        ",\"height\":" + std::to_string(block.height) + ",\"frames\":[");
        } else {
            body.append(",");
        }
        first = false;
        body.append(pose_frames_json(block));
    });
    body.append("]}");
    return count;
}

}  // namespace

web::Response read_poses(const CatalogueContext& context, const web::Request& request,
                         const auth::Principal* caller) {
    const std::int64_t id = training_id(request);
    context.database.with_session([&](soci::session& session) { require_visible(session, id, caller); });
    const auto upload_id = context.storage.published(id);
    if (!upload_id) throw Failure(ErrorCode::training_not_ready, "no published upload");

    const bool compact = wants_compact(request);
    const std::string entity_tag = "\"" + *upload_id + (compact ? "-compact\"" : "-json\"");
    web::Response response = web::Response::empty();
    response.headers.set("ETag", entity_tag);
    response.headers.set("Vary", "Accept, Authorization");
    response.headers.set("Cache-Control", who_may_keep(request));
    if (web::client_has(request.headers, entity_tag)) {
        response.status = 304;
        return response;
    }
    SpooledBody body;
    const std::size_t blocks = context.database.with_session([&](soci::session& session) {
        return compact ? append_compact(session, *upload_id, body) : append_json(session, *upload_id, body);
    });
    if (blocks == 0) throw Failure(ErrorCode::training_not_ready, "no poses of upload " + *upload_id);
    response.headers.set("Content-Type", compact ? std::string(compact_type) : "application/hal+json");
    response.body = body.finish();
    return response;
}

}  // namespace trainingzip::api
