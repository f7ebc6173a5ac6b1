#include "web/range.h"

#include <gtest/gtest.h>

#include <string>

namespace trainingzip::web {
namespace {

using Kind = RangeRequest::Kind;

std::vector<ByteRange> ranges_of(std::string_view header, std::uint64_t size = 1000) {
    const RangeRequest request = parse_range(header, size);
    EXPECT_EQ(request.kind, Kind::partial) << header;
    return request.ranges;
}

Kind kind_of(std::string_view header, std::uint64_t size = 1000) {
    return parse_range(header, size).kind;
}

TEST(Range, ReadsEachForm) {
    EXPECT_EQ(ranges_of("bytes=0-0"), (std::vector<ByteRange>{{0, 1}}));
    EXPECT_EQ(ranges_of("bytes=10-19"), (std::vector<ByteRange>{{10, 10}}));
    EXPECT_EQ(ranges_of("bytes=990-"), (std::vector<ByteRange>{{990, 10}}));
    EXPECT_EQ(ranges_of("bytes=-10"), (std::vector<ByteRange>{{990, 10}}));
    EXPECT_EQ(ranges_of("Bytes= 1-2 , ,\t5-5,"), (std::vector<ByteRange>{{1, 2}, {5, 1}}));
}

TEST(Range, ClipsToTheSize) {
    EXPECT_EQ(ranges_of("bytes=10-99999"), (std::vector<ByteRange>{{10, 990}}));
    EXPECT_EQ(ranges_of("bytes=-99999"), (std::vector<ByteRange>{{0, 1000}}));
    EXPECT_EQ(ranges_of("bytes=0-99999999999999999999999999"), (std::vector<ByteRange>{{0, 1000}}));
    EXPECT_EQ(ranges_of("bytes=-18446744073709551616"), (std::vector<ByteRange>{{0, 1000}}));
    EXPECT_EQ(ranges_of("bytes=2000-,3-4"), (std::vector<ByteRange>{{3, 2}}));
}

TEST(Range, KnowsWhatCannotBeSatisfied) {
    for (const char* header : {"bytes=1000-", "bytes=1000-2000", "bytes=-0",
                               "bytes=99999999999999999999999-99999999999999999999999"})
        EXPECT_EQ(kind_of(header), Kind::unsatisfiable) << header;
    EXPECT_EQ(kind_of("bytes=0-", 0), Kind::unsatisfiable);
    EXPECT_EQ(kind_of("bytes=-5", 0), Kind::unsatisfiable);
}

TEST(Range, IgnoresWhatIsMalformedOrAnotherUnit) {
    for (const char* header :
         {"", "bytes", "bytes=", "bytes=,", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=1", "bytes=1-2-3",
          "bytes=+1-2", "bytes=1 -2", "bytes=0x1-2", "bytes=1-2;3-4", "items=1-2", "bytes 1-2"})
        EXPECT_EQ(kind_of(header), Kind::whole) << header;
    EXPECT_EQ(parse_range(std::nullopt, 1000).kind, Kind::whole);
}

TEST(Range, RefusesToAmplify) {
    EXPECT_EQ(kind_of("bytes=0-10,10-20"), Kind::whole);
    EXPECT_EQ(kind_of("bytes=500-,-600"), Kind::whole);
    EXPECT_EQ(kind_of("bytes=0-9,10-19"), Kind::partial);
    std::string many = "bytes=0-0";
    for (int index = 1; index < 16; ++index)
        many += "," + std::to_string(index * 2) + "-" + std::to_string(index * 2);
    EXPECT_EQ(ranges_of(many).size(), 16u);
    EXPECT_EQ(kind_of(many + ",900-900"), Kind::whole);
}

}  // namespace
}  // namespace trainingzip::web
