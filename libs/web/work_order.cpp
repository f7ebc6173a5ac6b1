#include "web/work_order.h"

#include <optional>

#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::web {

namespace {

constexpr std::size_t longest_key = 300;

std::int64_t whole_number(const JsonBody& body, std::string_view field, std::int64_t minimum) {
    const auto* value = body.object().if_contains(field);
    const std::string pointer = "/" + std::string(field);
    if (value == nullptr) throw Failure(ErrorCode::body_invalid, pointer, {{pointer, "required"}});
    if (!value->is_int64()) throw Failure(ErrorCode::body_invalid, pointer, {{pointer, "type"}});
    if (value->get_int64() < minimum)
        throw Failure(ErrorCode::body_invalid, pointer, {{pointer, "too_small"}});
    return value->get_int64();
}

}  // namespace

WorkOrder WorkOrder::parse(const Request& request, Kind kind) {
    const bool for_shape = kind == Kind::shape;
    const JsonBody body = for_shape
                              ? JsonBody(request, {"trainingId", "uploadId", "video", "shape", "firstFrame"})
                              : JsonBody(request, {"trainingId", "uploadId", "video", "firstFrame"});
    WorkOrder order;
    order.training_id = whole_number(body, "trainingId", 1);
    order.upload_id = body.text("uploadId", 1, 64);
    order.video = body.text("video", 1, longest_key);
    if (for_shape) order.shape = body.text("shape", 1, longest_key);
    order.first_frame = whole_number(body, "firstFrame", 0);
    return order;
}

}  // namespace trainingzip::web
