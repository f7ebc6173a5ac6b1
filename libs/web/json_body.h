#pragma once

#include <boost/json/object.hpp>
#include <initializer_list>
#include <string>
#include <string_view>

#include "web/request.h"

namespace trainingzip::web {

/// Reads a JSON object from a body strictly: Content-Type application/json (415 otherwise), well-formed
/// UTF-8 JSON of at most 32 levels without duplicate keys, no fields beyond those asked for.
class JsonBody {
  public:
    /// `fields` are all the names that may occur. Throws Failure(body_invalid) with field problems
    /// "unknown" for others, Failure(unsupported_media_type) for another content type.
    JsonBody(const Request& request, std::initializer_list<std::string_view> fields);

    /// A required text of `minimum` to `maximum` code points. Throws Failure(body_invalid) with
    /// "required", "type", "too_short", "too_long" or "characters" (control characters other than \n and \t).
    std::string text(std::string_view field, std::size_t minimum, std::size_t maximum) const;

    const boost::json::object& object() const { return object_; }

  private:
    boost::json::object object_;
};

}  // namespace trainingzip::web
