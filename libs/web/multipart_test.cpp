#include "web/multipart.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/error.h"

namespace trainingzip::web {
namespace {

struct Part {
    PartHeader header;
    std::string data;
    bool ended = false;
};

std::vector<Part> parse(std::string_view body, std::size_t piece, bool finish = true) {
    std::vector<Part> parts;
    MultipartParser parser("xyz", {[&](const PartHeader& header) {
                                       parts.push_back({header, "", false});
                                   },
                                   [&](std::string_view data) { parts.back().data += data; },
                                   [&] { parts.back().ended = true; }});
    for (std::size_t start = 0; start < body.size(); start += piece) parser.feed(body.substr(start, piece));
    if (finish) parser.finish();
    return parts;
}

std::string part(std::string_view disposition, std::string_view data) {
    return "--xyz\r\nContent-Disposition: " + std::string(disposition) + "\r\n\r\n" + std::string(data) +
           "\r\n";
}

bool is_refused(const std::string& body) {
    try {
        parse(body, 7);
        return false;
    } catch (const Failure& failure) {
        return failure.code() == ErrorCode::body_invalid;
    }
}

TEST(Multipart, HandsOnPartsInPiecesOfAnySize) {
    const std::string tricky = "\r\n--xy\r\n-\r\n--\r\n--xy";
    const std::string body =
        "preamble\r\n" +
        part("form-data; name=\"video\"; filename=\"squat \\\"1\\\" \xEC\x8A\xA4.mp4\"", tricky) +
        part("form-data; name=empty", "") +
        "--xyz \t\r\ncontent-type: image/png\r\nContent-Disposition: form-data; name=\"i\"\r\n"
        "X-Other: 1\r\n\r\n12\r\n--xyz--\r\nepilogue --xyz";
    for (const std::size_t piece : {1u, 2u, 3u, 7u, 64u, 100'000u}) {
        const auto parts = parse(body, piece);
        ASSERT_EQ(parts.size(), 3u) << piece;
        EXPECT_EQ(parts[0].header.name, "video");
        EXPECT_EQ(parts[0].header.file_name, "squat \"1\" \xEC\x8A\xA4.mp4");
        EXPECT_EQ(parts[0].header.content_type, "text/plain");
        EXPECT_EQ(parts[0].data, tricky);
        EXPECT_EQ(parts[1].header.name, "empty");
        EXPECT_EQ(parts[1].header.file_name, std::nullopt);
        EXPECT_EQ(parts[1].data, "");
        EXPECT_EQ(parts[2].header.content_type, "image/png");
        EXPECT_EQ(parts[2].data, "12");
        for (const Part& each : parts) EXPECT_TRUE(each.ended);
    }
}

TEST(Multipart, GivesDataAsItComes) {
    const auto parts = parse(
        "--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\n" + std::string(100'000, 'v'), 1000, false);
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_GT(parts[0].data.size(), 99'900u);
    EXPECT_FALSE(parts[0].ended);
}

TEST(Multipart, LeavesABackslashOfAFileNameAlone) {
    EXPECT_EQ(parse(part(R"(form-data; name="a"; filename="C:\videos\a.mp4")", "") + "--xyz--", 50)[0]
                  .header.file_name,
              R"(C:\videos\a.mp4)");
}

TEST(Multipart, RefusesWhatIsNotMultipart) {
    const std::string end = "--xyz--\r\n";
    EXPECT_TRUE(is_refused(""));
    EXPECT_TRUE(is_refused(std::string(20'000, 'x')));
    EXPECT_TRUE(is_refused(part("form-data; name=a", "cut off")));
    EXPECT_TRUE(is_refused("--xyz\r\n\r\ndata\r\n" + end));
    EXPECT_TRUE(is_refused("--xyzw\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n" + end));
    EXPECT_TRUE(is_refused(part("form-data", "") + end));
    EXPECT_TRUE(is_refused(part("form-data; name=\"\"", "") + end));
    EXPECT_TRUE(is_refused(part("attachment; name=a", "") + end));
    EXPECT_TRUE(is_refused(part("form-data; name=a; name=b", "") + end));
    EXPECT_TRUE(is_refused(part("form-data; name=\"a", "") + end));
    EXPECT_TRUE(is_refused(part("form-data; name=\"\xFF\"", "") + end));
    EXPECT_TRUE(is_refused(part("form-data; name=a\r\nContent-Disposition: form-data; name=b", "") + end));
    EXPECT_TRUE(is_refused(part("form-data; name=a\r\nno colon", "") + end));
    EXPECT_TRUE(is_refused(part("form-data; name=a\r\nX-Long: " + std::string(9000, 'x'), "") + end));
    std::string many;
    for (int index = 0; index < 33; ++index) many += part("form-data; name=a", "");
    EXPECT_TRUE(is_refused(many + end));
}

TEST(Multipart, FindsTheBoundary) {
    EXPECT_EQ(MultipartParser::boundary_of("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(MultipartParser::boundary_of("Multipart/Form-Data;charset=utf-8; Boundary=\"a b:c\""), "a b:c");
    for (const char* type : {"", "text/plain; boundary=abc", "multipart/form-data",
                             "multipart/form-data; boundary=", "multipart/form-data; boundary=a; boundary=b",
                             "multipart/form-data; boundary=\"a", "multipart/form-data; boundary=\"a \"",
                             "multipart/form-data boundary=abc"})
        EXPECT_EQ(MultipartParser::boundary_of(type), std::nullopt) << type;
    EXPECT_EQ(MultipartParser::boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')),
              std::nullopt);
}

}  // namespace
}  // namespace trainingzip::web
