#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/request.h"

namespace trainingzip::api {

inline constexpr std::array<std::string_view, 4> visibilities = {"public", "unlisted", "subscribers",
                                                                 "private"};
inline constexpr std::array<std::string_view, 8> categories = {
    "health", "sport", "dance", "yoga", "stretching", "rehabilitation", "martial_arts", "other"};

/// The body of POST and PUT of a training. Without the optional fields a new training is public, of
/// category other and without tags, and an existing one is left unchanged: clients from before do not send
/// them.
struct TrainingFields {
    std::string title;                      ///< 1 to 100 characters, not blank.
    std::string body;                       ///< Up to 10 000 characters.
    std::optional<std::string> visibility;  ///< One of visibilities.
    std::optional<std::string> category;    ///< One of categories.
    std::optional<std::vector<std::string>> tags;

    /// Throws as web::JsonBody does.
    static TrainingFields read(const web::Request& request);
};

}  // namespace trainingzip::api
