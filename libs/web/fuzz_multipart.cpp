#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.h"
#include "web/multipart.h"

namespace {

/// Everything that the events say, as one text; how the body is cut must not change it.
std::string read_in_pieces(std::string_view boundary, std::string_view body, std::size_t piece) {
    std::string told;
    try {
        trainingzip::web::MultipartParser parser(
            boundary, {[&](const trainingzip::web::PartHeader& part) {
                           told += "[" + part.name + "|" + part.file_name.value_or("-") + "|" +
                                   part.content_type + "]";
                       },
                       [&](std::string_view data) { told += data; }, [&] { told += "[end]"; }});
        for (std::size_t start = 0; start < body.size(); start += piece)
            parser.feed(body.substr(start, piece));
        parser.finish();
    } catch (const trainingzip::Failure&) {
        return "refused";
    }
    return told;
}

}  // namespace

// The first line is the Content-Type, the rest the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t line_end = text.find('\n');
    if (line_end == std::string_view::npos) return 0;
    const auto boundary = trainingzip::web::MultipartParser::boundary_of(text.substr(0, line_end));
    if (!boundary) return 0;
    const auto body = text.substr(line_end + 1);
    const std::string whole = read_in_pieces(*boundary, body, body.size() + 1);
    if (read_in_pieces(*boundary, body, 1) != whole || read_in_pieces(*boundary, body, 13) != whole)
        std::abort();
    return 0;
}
