#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trainingzip::api {

struct PreviewPicture {
    std::string url;  ///< Absolute.
    std::string content_type;
    int width = 0;  ///< Pixels; 0 when not known.
    int height = 0;
    bool is_wide = false;  ///< Shown large above the text, not small beside it.
};

/// What others show of a link to one of our pages: Open Graph (https://ogp.me) and the cards of X.
struct LinkPreview {
    std::string type;         ///< og:type
    std::string url;          ///< Absolute and canonical.
    std::string title;        ///< As people wrote it.
    std::string description;  ///< As people wrote it, of any length.
    std::string author;
    PreviewPicture picture;
    std::optional<std::int64_t> duration_seconds;  ///< Of a video.
};

/// The elements of <head> that say it, with <title>. Whatever people wrote is text there: control and bidi
/// formatting characters are left out, white space is one space, the description ends after 200 characters
/// as people count them. All texts must be well-formed UTF-8.
std::string to_html(const LinkPreview& preview);

/// The text with the five characters that mean something in HTML and XML as references.
std::string escape_markup(std::string_view text);

}  // namespace trainingzip::api
