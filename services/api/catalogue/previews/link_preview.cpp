#include "api/catalogue/previews/link_preview.h"

#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <stdexcept>

namespace trainingzip::api {
namespace {

constexpr std::int32_t longest_title = 120;
constexpr std::int32_t longest_description = 200;
// Code units. The gateway takes 64 KiB of all together, and one of what people see as a character may have
// any length.
constexpr std::int32_t longest_text = 1000;

/// Embeddings, overrides and isolates, which would turn around what stands behind the text.
bool turns_text(UChar32 character) {
    return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

icu::UnicodeString one_line(std::string_view text) {
    const auto whole = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    icu::UnicodeString line;
    for (std::int32_t i = 0; i < whole.length(); i = whole.moveIndex32(i, 1)) {
        const UChar32 character = whole.char32At(i);
        if (u_isUWhiteSpace(character)) {
            if (!line.isEmpty() && !line.endsWith(u' ')) line.append(u' ');
        } else if (u_charType(character) != U_CONTROL_CHAR && !turns_text(character)) {
            line.append(character);
        }
    }
    return line.trim();
}

/// Cut between two of what people see as characters, at a word's end where one is near.
icu::UnicodeString shortened(const icu::UnicodeString& line, std::int32_t characters) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
    breaks->setText(line);
    std::int32_t end = breaks->next(characters);
    if (end == icu::BreakIterator::DONE) end = line.length();
    if (end > longest_text) end = breaks->preceding(longest_text + 1);
    if (end == 0) end = line.getChar32Start(longest_text);
    if (end == line.length()) return line;
    const std::int32_t space = line.lastIndexOf(u' ', 0, end);
    icu::UnicodeString cut = line.tempSubString(0, space > end * 3 / 4 ? space : end);
    return cut.trim().append(u'…');
}

std::string shown(std::string_view text, std::int32_t characters) {
    std::string utf8;
    shortened(one_line(text), characters).toUTF8String(utf8);
    return escape_markup(utf8);
}

void add_property(std::string& html, std::string_view property, std::string_view escaped) {
    html += fmt::format("<meta property=\"{}\" content=\"{}\" />\n", property, escaped);
}

void add_name(std::string& html, std::string_view name, std::string_view escaped) {
    html += fmt::format("<meta name=\"{}\" content=\"{}\" />\n", name, escaped);
}

void add_picture(std::string& html, const PreviewPicture& picture, std::string_view escaped_title) {
    const std::string url = escape_markup(picture.url);
    add_property(html, "og:image", url);
    add_property(html, "og:image:type", escape_markup(picture.content_type));
    if (picture.width > 0 && picture.height > 0) {
        add_property(html, "og:image:width", std::to_string(picture.width));
        add_property(html, "og:image:height", std::to_string(picture.height));
    }
    add_property(html, "og:image:alt", escaped_title);
    add_name(html, "twitter:card", picture.is_wide ? "summary_large_image" : "summary");
    add_name(html, "twitter:image", url);
    add_name(html, "twitter:image:alt", escaped_title);
}

}  // namespace

std::string escape_markup(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char character : text) {
        switch (character) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += character;
        }
    }
    return escaped;
}

std::string to_html(const LinkPreview& preview) {
    const std::string title = shown(preview.title, longest_title);
    const std::string description = shown(preview.description, longest_description);
    const std::string author = shown(preview.author, longest_title);
    const std::string url = escape_markup(preview.url);
    std::string html = fmt::format("<title>{} – Training.zip</title>\n", title);
    html += fmt::format("<link rel=\"canonical\" href=\"{}\" />\n", url);
    add_name(html, "description", description);
    if (!author.empty()) add_name(html, "author", author);
    add_property(html, "og:site_name", "Training.zip");
    add_property(html, "og:locale", "ko_KR");
    add_property(html, "og:locale:alternate", "en_US");
    add_property(html, "og:type", preview.type);
    add_property(html, "og:url", url);
    add_property(html, "og:title", title);
    add_property(html, "og:description", description);
    if (preview.duration_seconds) {
        add_property(html, "video:duration", std::to_string(*preview.duration_seconds));
    }
    add_name(html, "twitter:title", title);
    add_name(html, "twitter:description", description);
    add_picture(html, preview.picture, title);
    return html;
}

}  // namespace trainingzip::api
