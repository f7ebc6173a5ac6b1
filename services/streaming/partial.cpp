#include "streaming/partial.h"

#include "base/ids.h"
#include "web/range.h"

namespace trainingzip::streaming {

namespace {

constexpr const char* media_type = "video/mp4";

std::string content_range(const web::ByteRange& range, std::uint64_t size) {
    return "bytes " + std::to_string(range.offset) + "-" + std::to_string(range.offset + range.length - 1) +
           "/" + std::to_string(size);
}

// RFC 9110, 14.6.
web::PartsBody several_parts(const std::vector<web::ByteRange>& ranges, const StoredFile& file,
                             const std::string& boundary) {
    web::PartsBody parts;
    std::string between = "--" + boundary;
    for (const web::ByteRange& range : ranges) {
        parts.emplace_back(between + "\r\nContent-Type: " + media_type +
                           "\r\nContent-Range: " + content_range(range, file.size) + "\r\n\r\n");
        parts.emplace_back(web::FileBody{file.file, range.offset, range.length});
        between = "\r\n--" + boundary;
    }
    parts.emplace_back(between + "--\r\n");
    return parts;
}

void answer_ranges(web::Response& response, const std::vector<web::ByteRange>& ranges,
                   const StoredFile& file) {
    response.status = 206;
    if (ranges.size() == 1) {
        response.headers.add("Content-Type", media_type);
        response.headers.add("Content-Range", content_range(ranges.front(), file.size));
        response.body = web::FileBody{file.file, ranges.front().offset, ranges.front().length};
        return;
    }
    const std::string boundary = random_hex(16);
    response.headers.add("Content-Type", "multipart/byteranges; boundary=" + boundary);
    response.body = several_parts(ranges, file, boundary);
}

web::Response unsatisfiable(const web::Request& request, const StoredFile& file) {
    web::Response response = web::error_response(
        Failure(ErrorCode::range_not_satisfiable, "Range: " + std::string(*request.headers.find("Range"))),
        request);
    response.headers.add("Content-Range", "bytes */" + std::to_string(file.size));
    return response;
}

}  // namespace

web::Response respond(const web::Request& request, const StoredFile& file, const std::string& cache_control) {
    const web::Condition condition = web::evaluate_conditions(request.headers, file.validators);
    if (condition == web::Condition::precondition_failed)
        throw Failure(ErrorCode::precondition_failed, "the file is another one");

    web::Response response;
    response.headers.add("Accept-Ranges", "bytes");
    response.headers.add("ETag", file.validators.entity_tag);
    response.headers.add("Last-Modified", to_http_date(*file.validators.modified));
    response.headers.add("Cache-Control", cache_control);
    if (condition == web::Condition::not_modified) {
        response.status = 304;
        return response;
    }
    // Range means something for GET only (RFC 9110, 14.2); more than one field is not a valid Range.
    const bool asks_for_part = request.method == "GET" && request.headers.count("Range") == 1 &&
                               web::is_range_applicable(request.headers, file.validators);
    const web::RangeRequest range =
        web::parse_range(asks_for_part ? request.headers.find("Range") : std::nullopt, file.size);
    if (range.kind == web::RangeRequest::Kind::unsatisfiable) return unsatisfiable(request, file);
    if (range.kind == web::RangeRequest::Kind::partial) {
        answer_ranges(response, range.ranges, file);
        return response;
    }
    response.headers.add("Content-Type", media_type);
    response.body = web::FileBody{file.file, 0, file.size};
    return response;
}

}  // namespace trainingzip::streaming
