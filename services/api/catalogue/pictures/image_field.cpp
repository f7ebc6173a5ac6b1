#include "api/catalogue/pictures/image_field.h"

#include <algorithm>
#include <string_view>

#include "api/catalogue/pictures/stored_sizes.h"
#include "base/encoding.h"
#include "base/error.h"
#include "web/multipart.h"

namespace trainingzip::api {
namespace {

constexpr std::string_view field_name = "image";
constexpr std::size_t longest_file_name = 255;

void check_file_name(const std::string& name) {
    const bool has_odd_character = std::any_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == '\x7f' || c == '/' || c == '\\';
    });
    if (name.empty() || name.size() > longest_file_name || name == "." ||
        name.find("..") != std::string::npos || has_odd_character || !is_valid_utf8(name)) {
        throw Failure(ErrorCode::file_name_invalid, "file name of " + std::to_string(name.size()) + " bytes");
    }
}

[[noreturn]] void refuse(const char* problem) {
    throw Failure(ErrorCode::body_invalid, std::string("field image: ") + problem,
                  {{std::string(field_name), problem}});
}

}  // namespace

ImageField read_image_field(const web::Request& request) {
    const auto boundary =
        web::MultipartParser::boundary_of(request.headers.find("Content-Type").value_or(""));
    if (!boundary) throw Failure(ErrorCode::unsupported_media_type, "not multipart/form-data");

    ImageField field;
    bool seen = false;
    bool inside = false;
    web::MultipartParser parser(*boundary,
                                {.begin_part =
                                     [&](const web::PartHeader& header) {
                                         inside = header.name == field_name;
                                         if (!inside) return;
                                         if (seen) refuse("repeated");
                                         seen = true;
                                         field.file_name = header.file_name.value_or("");
                                         check_file_name(field.file_name);
                                     },
                                 .part_data =
                                     [&](std::string_view data) {
                                         if (!inside) return;
                                         if (field.bytes.size() + data.size() > most_picture_bytes) {
                                             throw Failure(ErrorCode::payload_too_large, "picture too large");
                                         }
                                         field.bytes += data;
                                     },
                                 .end_part = [&] { inside = false; }});
    parser.feed(request.body);
    parser.finish();
    if (!seen) refuse("required");
    return field;
}

}  // namespace trainingzip::api
