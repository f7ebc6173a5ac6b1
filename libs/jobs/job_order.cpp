#include "jobs/job_order.h"

#include <initializer_list>
#include <string_view>

#include "base/error.h"
#include "storage/video_storage.h"
#include "web/json_body.h"

namespace trainingzip::jobs {
namespace {

[[noreturn]] void refuse(std::string_view field, std::string_view problem) {
    throw Failure(ErrorCode::body_invalid, "order: " + std::string(field),
                  {{"/" + std::string(field), std::string(problem)}});
}

std::int64_t read_number(const web::JsonBody& body, std::string_view field, std::int64_t minimum) {
    const auto* value = body.object().if_contains(field);
    if (value == nullptr) refuse(field, "required");
    if (!value->is_int64()) refuse(field, "type");
    if (value->as_int64() < minimum) refuse(field, "range");
    return value->as_int64();
}

std::string read_key(const web::JsonBody& body, std::string_view field, const std::string& expected) {
    constexpr std::size_t longest_key = 200;
    const std::string key = body.text(field, 1, longest_key);
    if (key != expected) refuse(field, "key");
    return key;
}

JobOrder read_common(const web::JsonBody& body) {
    JobOrder order;
    order.training_id = read_number(body, "trainingId", 1);
    order.upload_id = body.text("uploadId", 32, 32);
    if (!storage::is_upload_id(order.upload_id)) refuse("uploadId", "characters");
    order.video = read_key(body, "video", storage::video_key(order.training_id, order.upload_id));
    order.first_frame = read_number(body, "firstFrame", 0);
    return order;
}

}  // namespace

JobOrder read_pose_order(const web::Request& request) {
    return read_common(web::JsonBody(request, {"trainingId", "uploadId", "video", "firstFrame"}));
}

JobOrder read_shape_order(const web::Request& request) {
    const web::JsonBody body(request, {"trainingId", "uploadId", "video", "shape", "firstFrame"});
    JobOrder order = read_common(body);
    if (order.first_frame != 0) refuse("firstFrame", "range");
    order.shape = read_key(body, "shape", storage::shape_key(order.training_id, order.upload_id));
    return order;
}

}  // namespace trainingzip::jobs
