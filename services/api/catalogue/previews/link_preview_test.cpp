#include "api/catalogue/previews/link_preview.h"

#include <gtest/gtest.h>

#include "base/encoding.h"

namespace trainingzip::api {
namespace {

LinkPreview preview_of(std::string title, std::string description = "words") {
    return {.type = "video.other",
            .url = "https://training.example/trainings/7",
            .title = std::move(title),
            .description = std::move(description),
            .author = "Mina",
            .picture = {.url = "https://training.example/api/thumbnail/7?v=1&x='\"",
                        .content_type = "image/jpeg",
                        .width = 1280,
                        .height = 720,
                        .is_wide = true},
            .duration_seconds = 42};
}

/// The content of an element <meta property=... content=...>, as it stands there.
std::string content_of(const std::string& html, const std::string& property) {
    const std::string before = "<meta property=\"" + property + "\" content=\"";
    const std::size_t begin = html.find(before);
    if (begin == std::string::npos) return "(absent)";
    const std::size_t from = begin + before.size();
    return html.substr(from, html.find('"', from) - from);
}

std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

TEST(LinkPreview, SaysEverything) {
    const std::string html = to_html(preview_of("Squats"));
    EXPECT_EQ(count_of(html, "<title>Squats – Training.zip</title>"), 1U);
    EXPECT_EQ(content_of(html, "og:title"), "Squats");
    EXPECT_EQ(content_of(html, "og:type"), "video.other");
    EXPECT_EQ(content_of(html, "og:url"), "https://training.example/trainings/7");
    EXPECT_EQ(content_of(html, "og:image:width"), "1280");
    EXPECT_EQ(content_of(html, "og:image:height"), "720");
    EXPECT_EQ(content_of(html, "video:duration"), "42");
    EXPECT_EQ(content_of(html, "og:image"), "https://training.example/api/thumbnail/7?v=1&amp;x=&#39;&quot;");
    EXPECT_NE(html.find("<meta name=\"twitter:card\" content=\"summary_large_image\" />"), std::string::npos);
    EXPECT_NE(html.find("<link rel=\"canonical\" href=\"https://training.example/trainings/7\" />"),
              std::string::npos);
}

TEST(LinkPreview, WhatPeopleWriteIsText) {
    const std::string plain = to_html(preview_of("x"));
    for (const std::string text :
         {"</title><script>alert(1)</script>", "\" onload=\"alert(1)", "'><img src=x>",
          "<!--#include virtual=\"/api/admin/users\" -->", "]]>", "&lt;b&gt;"}) {
        const std::string html = to_html(preview_of(text, text));
        EXPECT_EQ(count_of(html, "<"), count_of(plain, "<")) << html;
        EXPECT_EQ(count_of(html, ">"), count_of(plain, ">")) << html;
        EXPECT_EQ(count_of(html, "\""), count_of(plain, "\"")) << html;
        EXPECT_EQ(content_of(html, "og:title"), escape_markup(text));
        EXPECT_EQ(content_of(html, "og:description"), escape_markup(text));
    }
}

TEST(LinkPreview, IsOneLineWithoutWhatCannotBeSeen) {
    const std::string html = to_html(preview_of("  a\n\tb \u3000c\u0007\u0085 ", "\u202Eabc\u2066d\u200F"));
    EXPECT_EQ(content_of(html, "og:title"), "a b c");
    EXPECT_EQ(content_of(html, "og:description"), "abcd\u200F");
    EXPECT_EQ(content_of(to_html(preview_of("تمرين شاق")), "og:title"), "تمرين شاق");
}

TEST(LinkPreview, LongTextsEndBetweenCharacters) {
    // One that people see, of seven code points.
    const std::string pair = "🧑🏽‍🤝";
    const std::string flag = "🇰🇷";
    for (const std::string& character : {pair, flag}) {
        std::string many;
        for (int i = 0; i < 300; ++i) many += character;
        const std::string cut = content_of(to_html(preview_of("x", many)), "og:description");
        EXPECT_TRUE(is_valid_utf8(cut));
        EXPECT_EQ(cut.size() % character.size(), std::string("…").size() % character.size());
        EXPECT_GT(cut.size(), 100 * character.size());
        EXPECT_TRUE(cut.ends_with(character + "…"));
    }
    EXPECT_EQ(content_of(to_html(preview_of("x", std::string(199, 'w') + flag + flag)), "og:description"),
              std::string(199, 'w') + flag + "…");
    // One that never ends.
    std::string marks = "e";
    for (int i = 0; i < 9000; ++i) marks += "\u0301";
    const std::string html = to_html(preview_of(marks, marks));
    EXPECT_TRUE(is_valid_utf8(html));
    EXPECT_LT(html.size(), 32768U);

    std::string words;
    for (int i = 0; i < 3000; ++i) words += "word ";
    const std::string shortened = content_of(to_html(preview_of("x", words)), "og:description");
    EXPECT_TRUE(shortened.ends_with("word…")) << shortened;
    EXPECT_LE(count_code_points(shortened), 201U);
    // No place to cut but within the word.
    EXPECT_EQ(
        count_code_points(content_of(to_html(preview_of("x", std::string(5000, 'w'))), "og:description")),
        201U);
    const std::string fits(200, 'w');
    EXPECT_EQ(content_of(to_html(preview_of("x", fits)), "og:description"), fits);
}

TEST(LinkPreview, WhatIsNotKnownIsNotSaid) {
    LinkPreview preview = preview_of("x");
    preview.duration_seconds.reset();
    preview.picture.width = 0;
    preview.picture.is_wide = false;
    const std::string html = to_html(preview);
    EXPECT_EQ(content_of(html, "video:duration"), "(absent)");
    EXPECT_EQ(content_of(html, "og:image:width"), "(absent)");
    EXPECT_NE(html.find("<meta name=\"twitter:card\" content=\"summary\" />"), std::string::npos);
}

}  // namespace
}  // namespace trainingzip::api
