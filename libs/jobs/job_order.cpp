#include "jobs/job_order.h"

#include <boost/json/serialize.hpp>
#include <string_view>

#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::jobs {

namespace {

constexpr std::size_t longest_key = 300;

/// Upload servers of version 0.2 and before send it, always 0.
constexpr std::string_view obsolete_field = "firstFrame";

std::int64_t positive_integer(const web::JsonBody& body, std::string_view field) {
    const auto* value = body.object().if_contains(field);
    const std::string pointer = "/" + std::string(field);
    if (value == nullptr) throw Failure(ErrorCode::body_invalid, pointer, {{pointer, "required"}});
    if (!value->is_int64()) throw Failure(ErrorCode::body_invalid, pointer, {{pointer, "type"}});
    if (value->get_int64() < 1) throw Failure(ErrorCode::body_invalid, pointer, {{pointer, "too_small"}});
    return value->get_int64();
}

PersonInFrame chosen_trainer(const boost::json::value& value) {
    try {
        return read_person_in_frame(value);
    } catch (const Failure&) {
        throw Failure(ErrorCode::body_invalid, "/trainer", {{"/trainer", "format"}});
    }
}

}  // namespace

JobOrder JobOrder::parse(const web::Request& request, JobKind kind) {
    const bool for_shape = kind == JobKind::shape;
    const web::JsonBody body =
        for_shape
            ? web::JsonBody(request, {"trainingId", "uploadId", "video", "track", "shape", obsolete_field})
            : web::JsonBody(request, {"trainingId", "uploadId", "video", "trainer", obsolete_field});
    JobOrder order;
    order.training_id = positive_integer(body, "trainingId");
    order.upload_id = body.text("uploadId", 1, 64);
    order.video = body.text("video", 1, longest_key);
    if (for_shape) {
        order.shape = body.text("shape", 1, longest_key);
        if (!body.object().contains("track"))
            throw Failure(ErrorCode::unavailable, "an order without a track");
        order.track = body.text("track", 1, longest_key);
    } else if (const auto* trainer = body.object().if_contains("trainer")) {
        order.trainer = chosen_trainer(*trainer);
    }
    return order;
}

std::string JobOrder::to_json() const {
    boost::json::object object{{"trainingId", training_id}, {"uploadId", upload_id}, {"video", video}};
    if (!track.empty()) object["track"] = track;
    if (!shape.empty()) object["shape"] = shape;
    if (trainer) object["trainer"] = jobs::to_json(*trainer);
    return boost::json::serialize(object);
}

}  // namespace trainingzip::jobs
