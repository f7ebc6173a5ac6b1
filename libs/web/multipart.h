#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace trainingzip::web {

/// One part of a multipart/form-data body (RFC 7578).
struct PartHeader {
    std::string name;                      ///< `name` of Content-Disposition.
    std::optional<std::string> file_name;  ///< `filename` as sent, for display only: never use it as a path.
    std::string content_type;              ///< "text/plain" when absent.
};

/// A streaming parser: takes a body piece by piece and reports the parts; memory use does not depend on their
/// size.
class MultipartParser {
  public:
    struct Events {
        std::function<void(const PartHeader&)> begin_part;
        std::function<void(std::string_view)> part_data;
        std::function<void()> end_part;
    };

    /// The boundary parameter of a Content-Type; nullopt when the type is not multipart/form-data or the
    /// boundary is missing or malformed (RFC 2046, 5.1.1).
    static std::optional<std::string> boundary_of(std::string_view content_type);

    MultipartParser(std::string_view boundary, Events events);
    ~MultipartParser();

    /// Throws Failure(body_invalid) for what is not multipart: preamble or part headers over 8 KiB, more
    /// than 32 parts, a part without a name.
    void feed(std::string_view piece);
    /// Throws Failure(body_invalid) when the closing boundary has not come.
    void finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace trainingzip::web
