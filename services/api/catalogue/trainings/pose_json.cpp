#include "api/catalogue/trainings/pose_json.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <iterator>

namespace trainingzip::api {

std::string pose_frames_json(const vision::PoseBlock& block) {
    std::string json;
    json.reserve(block.frames.size() * 1300);
    auto out = std::back_inserter(json);
    std::uint32_t frame_number = block.first_frame;
    for (const vision::TimedPose& frame : block.frames) {
        if (frame_number != block.first_frame) json += ',';
        fmt::format_to(out, FMT_COMPILE(R"({{"frameNo":{},"time":{:.6f},"keyPoint":[)"), frame_number,
                       frame.time_seconds);
        for (std::size_t part = 0; part < vision::part_count; ++part) {
            const vision::Keypoint& point = frame.pose[part];
            if (part > 0) json += ',';
            fmt::format_to(out, FMT_COMPILE(R"({{"y":{},"x":{},"part":"{}","score":{:.3f}}})"),
                           point.position.y, point.position.x, vision::part_names[part], point.score);
        }
        json += frame.is_interpolated() ? R"(],"interpolated":true})" : "]}";
        ++frame_number;
    }
    return json;
}

}  // namespace trainingzip::api
