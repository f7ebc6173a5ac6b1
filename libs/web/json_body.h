#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "web/request.h"

namespace trainingzip::web {

/// Reads a JSON object from a body strictly: Content-Type application/json (415 otherwise), well-formed
/// UTF-8 JSON of at most 32 levels without duplicate keys, no fields beyond those asked for.
class JsonBody {
  public:
    /// `fields` are all the names that may occur. Throws Failure(body_invalid) with field problems
    /// "unknown" for others, Failure(unsupported_media_type) for another content type or a
    /// content coding such as gzip (RFC 9110, section 15.5.16).
    JsonBody(const Request& request, std::initializer_list<std::string_view> fields);

    /// A required text of `minimum` to `maximum` code points. Throws Failure(body_invalid) with "required" or
    /// "type", Failure(body_fields_invalid) with "too_short", "too_long" or "characters" (control characters
    /// other than \n and \t).
    std::string text(std::string_view field, std::size_t minimum, std::size_t maximum) const;

    const boost::json::object& object() const { return object_; }

  private:
    boost::json::object object_;
};

/// Reads the fields of a body one after another and collects their problems, so that the client gets all of
/// them at once. Use it through read_fields(), which always calls finish().
class BodyFields {
  public:
    /// The body must outlive it.
    explicit BodyFields(const JsonBody& body) : body_(body) {}

    /// As JsonBody::text(); on a problem, records it and returns an empty text instead of throwing Failure.
    std::string text(std::string_view field, std::size_t minimum, std::size_t maximum);

    /// A text as text() takes it, with any character at all in it.
    std::string any_text(std::string_view field, std::size_t minimum, std::size_t maximum);

    /// The value of a field, for what this class does not read itself; nullptr when it is absent.
    const boost::json::value* find(std::string_view field) const { return body_.object().if_contains(field); }
    /// Records that a field is absent ("required") or of another type ("type").
    void add_type_problem(std::string_view field, std::string_view problem);
    /// Records that the value of a field is not acceptable: "characters", "format", "common", ...
    void refuse(std::string_view field, std::string_view problem, std::int64_t limit = 0);
    /// Whether no problem of the field has been recorded so far.
    bool is_good(std::string_view field) const;

    /// Throws Failure(body_invalid) with the fields that are missing or of another type, when there are any;
    /// else Failure(body_fields_invalid) with those whose values are not acceptable, when there are any.
    void finish() const;

  private:
    const JsonBody& body_;
    std::vector<FieldProblem> type_problems_;
    std::vector<FieldProblem> refused_;
};

/// What `read(BodyFields&)` makes of the body. Throws as BodyFields::finish(), after all fields were read.
template <typename Read>
auto read_fields(const JsonBody& body, Read&& read) {
    BodyFields fields(body);
    auto result = std::forward<Read>(read)(fields);
    fields.finish();
    return result;
}

}  // namespace trainingzip::web
