#include "web/multipart.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/error.h"
#include "web/header_text.h"

namespace trainingzip::web {

namespace {

constexpr std::size_t most_parts = 32;
constexpr std::size_t longest_head = 8 * 1024;

[[noreturn]] void refuse_multipart(const char* why) {
    throw Failure(ErrorCode::body_invalid, std::string("multipart: ") + why);
}

// A token or a quoted string off the front of `rest`. Browsers send '\' in file names as it is, so it escapes
// only itself and '"'.
std::optional<std::string> take_value(std::string_view& rest) {
    std::string value;
    if (!rest.starts_with('"')) {
        while (!rest.empty() && is_token_character(rest.front())) {
            value += rest.front();
            rest.remove_prefix(1);
        }
        if (value.empty()) return std::nullopt;
        return value;
    }
    for (std::size_t position = 1; position < rest.size(); ++position) {
        if (rest[position] == '"') {
            rest.remove_prefix(position + 1);
            return value;
        }
        const bool escape = rest[position] == '\\' && position + 1 < rest.size() &&
                            (rest[position + 1] == '"' || rest[position + 1] == '\\');
        if (escape) ++position;
        value += rest[position];
    }
    return std::nullopt;
}

// Calls on_parameter(name, value) for each "; name=value"; false when the text is something else.
template <typename OnParameter>
bool read_parameters(std::string_view rest, OnParameter on_parameter) {
    for (rest = trim(rest); !rest.empty(); rest = trim(rest)) {
        if (!rest.starts_with(';')) return false;
        rest = trim(rest.substr(1));
        if (rest.empty()) return true;
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos || !is_token(rest.substr(0, equals))) return false;
        const auto name = rest.substr(0, equals);
        rest.remove_prefix(equals + 1);
        auto value = take_value(rest);
        if (!value) return false;
        on_parameter(name, std::move(*value));
    }
    return true;
}

bool is_boundary(std::string_view text) {
    constexpr std::string_view others = "'()+_,-./:=? ";
    return !text.empty() && text.size() <= 70 && text.back() != ' ' &&
           std::all_of(text.begin(), text.end(), [&](char character) {
               return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
                      (character >= 'A' && character <= 'Z') || others.find(character) != others.npos;
           });
}

void read_disposition(std::string_view value, PartHeader& part) {
    std::string_view rest = value;
    const auto type = take_until(rest, ';');
    if (!equals_ignoring_case(type, "form-data")) refuse_multipart("a part is not form-data");
    bool named = false;
    const bool valid = read_parameters(value.substr(std::min(value.find(';'), value.size())),
                                       [&](std::string_view name, std::string text) {
                                           if (!is_valid_utf8(text)) refuse_multipart("a name is not UTF-8");
                                           if (equals_ignoring_case(name, "name")) {
                                               if (named) refuse_multipart("a part with two names");
                                               named = true;
                                               part.name = std::move(text);
                                           } else if (equals_ignoring_case(name, "filename")) {
                                               if (part.file_name)
                                                   refuse_multipart("a part with two file names");
                                               part.file_name = std::move(text);
                                           }
                                       });
    if (!valid) refuse_multipart("Content-Disposition is malformed");
    if (part.name.empty()) refuse_multipart("a part without a name");
}

PartHeader read_part_header(std::string_view head) {
    PartHeader part;
    bool disposed = false;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find("\r\n"), head.size());
        const auto line = head.substr(0, end);
        head.remove_prefix(std::min(end + 2, head.size()));
        for (const char character : line) {
            const auto byte = static_cast<unsigned char>(character);
            if ((byte < 0x20 && character != '\t') || byte == 0x7F)
                refuse_multipart("control character in a head");
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
            refuse_multipart("a head line is malformed");
        const auto name = line.substr(0, colon);
        const auto value = trim(line.substr(colon + 1));
        if (equals_ignoring_case(name, "Content-Disposition")) {
            if (disposed) refuse_multipart("Content-Disposition is repeated");
            disposed = true;
            read_disposition(value, part);
        } else if (equals_ignoring_case(name, "Content-Type")) {
            part.content_type = value;
        }
    }
    if (!disposed) refuse_multipart("a part without Content-Disposition");
    if (part.content_type.empty()) part.content_type = "text/plain";
    return part;
}

}  // namespace

struct MultipartParser::State {
    enum class Stage { preamble, after_delimiter, head, data, epilogue };

    std::string delimiter;  ///< CRLF, two dashes, the boundary.
    Events events;
    Stage stage = Stage::preamble;
    // The first delimiter needs no line before it; a line end put there makes all of them alike.
    std::string buffer = "\r\n";
    std::size_t preamble_bytes = 0;
    std::size_t parts = 0;

    /// Each step returns whether it could go on with what is in the buffer.
    bool step() {
        switch (stage) {
            case Stage::preamble:
                return skip_preamble();
            case Stage::after_delimiter:
                return leave_delimiter();
            case Stage::head:
                return take_head();
            case Stage::data:
                return take_data();
            case Stage::epilogue:
                buffer.clear();
                return false;
        }
        return false;
    }

    /// Number of bytes at the front of the buffer that cannot belong to a delimiter.
    std::size_t safe_bytes() const {
        return buffer.size() >= delimiter.size() ? buffer.size() - delimiter.size() + 1 : 0;
    }

    bool skip_preamble() {
        const std::size_t found = buffer.find(delimiter);
        const bool here = found != std::string::npos;
        const std::size_t skipped = here ? found : safe_bytes();
        preamble_bytes += skipped;
        if (preamble_bytes > longest_head) refuse_multipart("no boundary at the start");
        buffer.erase(0, here ? found + delimiter.size() : skipped);
        if (here) stage = Stage::after_delimiter;
        return here;
    }

    bool leave_delimiter() {
        if (buffer.starts_with("--")) {
            stage = Stage::epilogue;
            return true;
        }
        const std::size_t end = buffer.find_first_not_of(" \t");
        if (end == std::string::npos || buffer.size() < end + 2) {
            if (buffer.size() > longest_head) refuse_multipart("a boundary line is too long");
            return false;
        }
        if (buffer.compare(end, 2, "\r\n") != 0) refuse_multipart("a boundary line is malformed");
        // The line end stays: it is also the end of an empty head.
        buffer.erase(0, end);
        stage = Stage::head;
        return true;
    }

    bool take_head() {
        const std::size_t end = buffer.find("\r\n\r\n");
        if (end == std::string::npos) {
            if (buffer.size() > longest_head) refuse_multipart("a head is too long");
            return false;
        }
        if (end > longest_head) refuse_multipart("a head is too long");
        if (++parts > most_parts) refuse_multipart("too many parts");
        const PartHeader part =
            read_part_header(std::string_view(buffer).substr(2, std::max<std::size_t>(end, 2) - 2));
        buffer.erase(0, end + 4);
        stage = Stage::data;
        events.begin_part(part);
        return true;
    }

    bool take_data() {
        const std::size_t found = buffer.find(delimiter);
        const bool here = found != std::string::npos;
        const std::size_t ready = here ? found : safe_bytes();
        if (ready > 0) events.part_data(std::string_view(buffer).substr(0, ready));
        buffer.erase(0, here ? found + delimiter.size() : ready);
        if (!here) return false;
        events.end_part();
        stage = Stage::after_delimiter;
        return true;
    }
};

std::optional<std::string> MultipartParser::boundary_of(std::string_view content_type) {
    std::string_view rest = content_type;
    if (!equals_ignoring_case(take_until(rest, ';'), "multipart/form-data")) return std::nullopt;
    std::optional<std::string> boundary;
    bool repeated = false;
    const bool valid =
        read_parameters(content_type.substr(std::min(content_type.find(';'), content_type.size())),
                        [&](std::string_view name, std::string value) {
                            if (!equals_ignoring_case(name, "boundary")) return;
                            repeated = boundary.has_value();
                            boundary = std::move(value);
                        });
    if (!valid || repeated || !boundary || !is_boundary(*boundary)) return std::nullopt;
    return boundary;
}

MultipartParser::MultipartParser(std::string_view boundary, Events events)
    : state_(std::make_unique<State>()) {
    state_->delimiter = "\r\n--" + std::string(boundary);
    state_->events = std::move(events);
}

MultipartParser::~MultipartParser() = default;

void MultipartParser::feed(std::string_view piece) {
    state_->buffer += piece;
    while (state_->step()) {
    }
}

void MultipartParser::finish() {
    if (state_->stage != State::Stage::epilogue) refuse_multipart("the body breaks off");
}

}  // namespace trainingzip::web
