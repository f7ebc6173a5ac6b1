#include <gtest/gtest.h>

#include <fstream>

#include "base/error.h"
#include "base/ids.h"
#include "jobs/pose_track_reader.h"
#include "jobs/pose_track_writer.h"

namespace trainingzip::jobs {
namespace {

using Bytes = std::vector<std::uint8_t>;

class PoseTrack : public testing::Test {
  protected:
    ~PoseTrack() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& content) const {
        std::ofstream(storage.path_of("track"), std::ios::binary) << content;
    }

  private:
    const std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("trainingzip-" + random_hex(8));

  protected:
    const storage::VideoStorage storage{folder_};
};

TEST_F(PoseTrack, IsReadWhileItGrows) {
    PoseTrackWriter writer(storage.writer("track"));
    PoseTrackReader reader(storage.path_of("track"));
    EXPECT_EQ(reader.next(), std::nullopt);
    EXPECT_FALSE(reader.ended());
    writer.add(Bytes{1, 2, 3});
    writer.add(Bytes(70'000, 4));
    EXPECT_EQ(reader.next(), (Bytes{1, 2, 3}));
    EXPECT_EQ(reader.next(), Bytes(70'000, 4));
    EXPECT_EQ(reader.next(), std::nullopt);
    writer.add(Bytes{5});
    writer.finish();
    EXPECT_EQ(reader.next(), Bytes{5});
    EXPECT_FALSE(reader.ended());
    EXPECT_EQ(reader.next(), std::nullopt);
    EXPECT_TRUE(reader.ended());
    EXPECT_EQ(reader.next(), std::nullopt);
}

TEST_F(PoseTrack, OfAnEarlierAttemptIsKeptForItsReader) {
    PoseTrackWriter first(storage.writer("track"));
    PoseTrackReader reader(storage.path_of("track"));
    PoseTrackWriter second(storage.writer("track"));
    second.add(Bytes{9});
    first.add(Bytes{1});
    EXPECT_EQ(reader.next(), Bytes{1});
    EXPECT_EQ(PoseTrackReader(storage.path_of("track")).next(), Bytes{9});
}

TEST_F(PoseTrack, OfWhichPartOfABlockIsThereHasNoNextOne) {
    for (const std::string& written :
         {std::string(), std::string("\3\0\0", 3), std::string("\3\0\0\0ab", 6)}) {
        write(written);
        PoseTrackReader reader(storage.path_of("track"));
        EXPECT_EQ(reader.next(), std::nullopt);
        EXPECT_FALSE(reader.ended());
    }
}

TEST_F(PoseTrack, OfAnotherFormIsRefused) {
    EXPECT_THROW(PoseTrackReader(storage.path_of("track")), Failure);
    write("nonsense");
    EXPECT_THROW(PoseTrackReader(storage.path_of("track")).next(), Failure);
}

}  // namespace
}  // namespace trainingzip::jobs
