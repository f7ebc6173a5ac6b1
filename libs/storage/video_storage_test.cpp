#include "storage/video_storage.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>

#include "base/error.h"

namespace trainingzip::storage {
namespace {

namespace fs = std::filesystem;

const std::string upload_id = "0123456789abcdef0123456789abcdef";

class VideoStorageTest : public testing::Test {
  protected:
    VideoStorageTest() {
        std::string pattern = (fs::temp_directory_path() / "storage-test-XXXXXX").string();
        root_ = ::mkdtemp(pattern.data());
    }
    ~VideoStorageTest() override { fs::remove_all(root_); }

    std::string read(const std::string& key) const {
        std::ifstream stream(storage().path_of(key), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    VideoStorage storage() const { return VideoStorage(root_ / "store", metrics_); }
    bool shows(const std::string& line) const {
        return metrics_.page().find("\n" + line + "\n") != std::string::npos;
    }
    std::ptrdiff_t file_count() const {
        return std::count_if(fs::recursive_directory_iterator(root_), {},
                             [](const auto& entry) { return entry.is_regular_file(); });
    }

    fs::path root_;
    const metrics::Metrics metrics_ = metrics::Metrics::create();
};

ErrorCode code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Failure& failure) {
        return failure.code();
    }
    return ErrorCode::internal;
}

TEST_F(VideoStorageTest, ShowsAFileOnlyAfterCommit) {
    const std::string key = video_key(7, upload_id);
    StorageWriter writer = storage().writer(key);
    writer.write("first ");
    writer.write("second");
    EXPECT_FALSE(storage().exists(key));
    EXPECT_EQ(writer.written(), 12U);
    writer.commit();
    EXPECT_EQ(read(key), "first second");
    EXPECT_EQ(storage().size(key), 12U);
}

TEST_F(VideoStorageTest, LeavesNothingOfAnAbandonedFile) {
    { storage().writer(video_key(7, upload_id)).write("half"); }
    EXPECT_EQ(file_count(), 0);
}

TEST_F(VideoStorageTest, KeepsTheOldContentWhenAReplacementIsAbandoned) {
    const std::string key = video_key(7, upload_id);
    {
        StorageWriter writer = storage().writer(key);
        writer.write("old");
        writer.commit();
    }
    { storage().writer(key).write("new"); }
    EXPECT_EQ(read(key), "old");
}

TEST_F(VideoStorageTest, CommitsWhatAnotherProgramWroteAtThePath) {
    const std::string key = shape_key(7, upload_id);
    StorageWriter writer = storage().writer(key);
    EXPECT_EQ(writer.path().extension(), ".mp4");
    std::ofstream(writer.path(), std::ios::binary) << "by a muxer";
    writer.commit();
    EXPECT_EQ(read(key), "by a muxer");
}

TEST_F(VideoStorageTest, RefusesKeysThatCouldLeaveTheRoot) {
    for (const std::string key : {"", "/etc/passwd", "..", "a/../b", "a//b", "a/", ".hidden", "a/.b", "a b",
                                  "a\\b", "a\nb", "\xc3\xa9"}) {
        EXPECT_EQ(code_of([&] { storage().path_of(key); }), ErrorCode::parameter_invalid) << key;
        EXPECT_EQ(code_of([&] { storage().writer(key); }), ErrorCode::parameter_invalid) << key;
        EXPECT_EQ(code_of([&] { storage().remove_tree(key); }), ErrorCode::parameter_invalid) << key;
    }
    EXPECT_EQ(code_of([&] { video_key(7, "../../../../../../../../etc/pas"); }),
              ErrorCode::parameter_invalid);
    EXPECT_EQ(code_of([&] { storage().path_of(std::string(513, 'a')); }), ErrorCode::parameter_invalid);
}

TEST_F(VideoStorageTest, PublishesOneUploadOfATraining) {
    EXPECT_EQ(storage().published(7), std::nullopt);
    storage().publish(7, upload_id);
    EXPECT_EQ(storage().published(7), upload_id);
    EXPECT_EQ(storage().published(8), std::nullopt);
    const std::string second(32, 'f');
    storage().publish(7, second);
    EXPECT_EQ(storage().published(7), second);
    EXPECT_EQ(code_of([&] { storage().publish(7, "../x"); }), ErrorCode::parameter_invalid);
}

TEST_F(VideoStorageTest, IgnoresADamagedMark) {
    storage().publish(7, upload_id);
    std::ofstream(storage().path_of("trainings/7/current"), std::ios::trunc) << "short";
    EXPECT_EQ(storage().published(7), std::nullopt);
}

TEST_F(VideoStorageTest, RemovesTheTreeOfOneTrainingOnly) {
    storage().publish(7, upload_id);
    storage().publish(77, upload_id);
    storage().remove_tree(training_key(7));
    storage().remove_tree(training_key(7));
    EXPECT_EQ(storage().published(7), std::nullopt);
    EXPECT_EQ(storage().published(77), upload_id);
}

TEST_F(VideoStorageTest, ClosesTheFilesOfATrainingUnderANewMarkEachTime) {
    EXPECT_EQ(storage().access_mark(7), std::nullopt);
    const std::string first = storage().restrict(7);
    EXPECT_EQ(storage().access_mark(7), first);
    const std::string second = storage().restrict(7);
    EXPECT_NE(first, second);
    EXPECT_EQ(storage().access_mark(7), second);
    EXPECT_EQ(storage().access_mark(77), std::nullopt);
    std::ofstream(storage().path_of(training_key(7) + "/access"));
    EXPECT_EQ(storage().access_mark(7), "") << "a damaged mark opens nothing";
    storage().make_public(7);
    storage().make_public(7);
    EXPECT_EQ(storage().access_mark(7), std::nullopt);
}

TEST_F(VideoStorageTest, RemovesATrainingWhole) {
    storage().publish(7, upload_id);
    storage().restrict(7);
    storage().remove_training(7);
    storage().remove_training(7);
    EXPECT_EQ(file_count(), 0);
}

TEST_F(VideoStorageTest, NamesAMissingFile) {
    EXPECT_EQ(code_of([&] { storage().size(video_key(7, upload_id)); }), ErrorCode::file_not_found);
}

TEST_F(VideoStorageTest, CountsBytesAndErrors) {
    StorageWriter writer = storage().writer(video_key(7, upload_id));
    writer.write("twelve bytes");
    writer.commit();
    EXPECT_TRUE(shows("trainingzip_storage_written_bytes_total 12"));
    EXPECT_TRUE(shows("trainingzip_storage_errors_total{kind=\"other\"} 0"));
    // A file where a folder has to be.
    EXPECT_THROW(storage().writer(video_key(7, upload_id) + "/more"), std::system_error);
    EXPECT_TRUE(shows("trainingzip_storage_errors_total{kind=\"other\"} 1"));
    EXPECT_TRUE(shows("trainingzip_storage_errors_total{kind=\"full\"} 0"));
    EXPECT_FALSE(shows("trainingzip_storage_capacity_bytes 0"));
}

TEST_F(VideoStorageTest, ReportsMissingRoomAsStorageFullAndCleansUp) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{4096, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const ErrorCode code =
        code_of([&] { storage().writer(video_key(7, upload_id)).write(std::string(8192, 'x')); });
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    EXPECT_EQ(code, ErrorCode::storage_full);
    EXPECT_TRUE(shows("trainingzip_storage_errors_total{kind=\"full\"} 1"));
    EXPECT_EQ(file_count(), 0);
}

}  // namespace
}  // namespace trainingzip::storage
