#include "upload/live_uploads.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <utility>

#include "base/error.h"

namespace trainingzip::upload {
namespace {

using namespace std::chrono_literals;

class LiveUploadsTest : public testing::Test {
  protected:
    struct Upload {
        std::unique_ptr<LiveUploads::Place> place;
        std::unique_ptr<bool> evicted = std::make_unique<bool>(false);

        bool is_evicted() const { return *evicted; }
    };

    Upload begin(std::int64_t user, const std::string& network) {
        Upload upload;
        upload.place = std::make_unique<LiveUploads::Place>(
            uploads_, user, network, [flag = upload.evicted.get()] { *flag = true; }, now_);
        return upload;
    }

    /// The code of the refusal; nullopt for none.
    std::optional<ErrorCode> refusal(std::int64_t user, const std::string& network) {
        try {
            begin(user, network);
            return std::nullopt;
        } catch (const Failure& failure) {
            EXPECT_GT(failure.retry_after_seconds(), 0);
            return failure.code();
        }
    }

    /// Twenty seconds in which each upload gets so many bytes a second.
    void pass(const std::vector<std::pair<const Upload*, std::uint64_t>>& speeds) {
        for (int second = 0; second < 20; ++second) {
            now_ += 1s;
            for (const auto& [upload, speed] : speeds) upload->place->take(speed, now_);
        }
    }

    LiveUploads uploads_{{4, 2, 3, 1000.0}};
    LiveUploads::Clock::time_point now_ = LiveUploads::Clock::now();
};

TEST_F(LiveUploadsTest, OneUserAndOneAddressHaveOnlySoManyPlaces) {
    const Upload first = begin(1, "a");
    Upload second = begin(1, "b");
    EXPECT_EQ(refusal(1, "c"), ErrorCode::too_many_attempts);
    second.place.reset();
    EXPECT_EQ(refusal(1, "c"), std::nullopt);
    const Upload third = begin(2, "a");
    const Upload fourth = begin(3, "a");
    EXPECT_EQ(refusal(4, "a"), ErrorCode::too_many_attempts) << "three of one address, each of another user";
    EXPECT_FALSE(first.is_evicted() || third.is_evicted() || fourth.is_evicted());
}

TEST_F(LiveUploadsTest, TheSlowestOfTheHeaviestUserGivesWay) {
    const Upload lightest = begin(1, "a");
    const Upload fast = begin(2, "b");
    const Upload slow = begin(2, "c");
    const Upload other = begin(3, "d");
    pass({{&lightest, 10}, {&fast, 100'000}, {&slow, 50'000}, {&other, 20}});
    const Upload newcomer = begin(4, "e");
    EXPECT_TRUE(slow.is_evicted());
    EXPECT_FALSE(lightest.is_evicted() || fast.is_evicted() || other.is_evicted());
}

TEST_F(LiveUploadsTest, TheHeaviestMayBeAnAddress) {
    const Upload alone = begin(1, "a");
    const Upload first = begin(2, "b");
    const Upload second = begin(3, "b");
    const Upload third = begin(4, "b");
    pass({{&alone, 1}, {&first, 9'000}, {&second, 8'000}, {&third, 9'000}});
    const Upload newcomer = begin(5, "c");
    EXPECT_TRUE(second.is_evicted());
    EXPECT_FALSE(alone.is_evicted());
}

TEST_F(LiveUploadsTest, AnAddressThatIsFullIsSharedByItsUsers) {
    const Upload first = begin(1, "a");
    const Upload second = begin(1, "a");
    const Upload third = begin(2, "a");
    pass({{&first, 2'000}, {&second, 3'000}, {&third, 5}});
    const Upload newcomer = begin(3, "a");
    EXPECT_TRUE(first.is_evicted());
    EXPECT_FALSE(second.is_evicted() || third.is_evicted());
}

TEST_F(LiveUploadsTest, AmongEqualsOnlyASlowOneGivesWay) {
    const Upload first = begin(1, "a");
    const Upload second = begin(2, "b");
    const Upload third = begin(3, "c");
    const Upload fourth = begin(4, "d");
    EXPECT_EQ(refusal(5, "e"), ErrorCode::unavailable) << "who has just begun is not slow";
    pass({{&first, 2'000}, {&second, 2'000}, {&third, 2'000}, {&fourth, 2'000}});
    EXPECT_EQ(refusal(5, "e"), ErrorCode::unavailable);
    pass({{&first, 2'000}, {&second, 700}, {&third, 500}, {&fourth, 2'000}});
    const Upload newcomer = begin(5, "e");
    EXPECT_TRUE(third.is_evicted());
    EXPECT_FALSE(second.is_evicted());
    const Upload another = begin(6, "f");
    EXPECT_TRUE(second.is_evicted()) << "an evicted upload is not evicted again";
    EXPECT_EQ(refusal(7, "g"), ErrorCode::unavailable);
}

TEST_F(LiveUploadsTest, WhatIsCompleteStays) {
    const Upload first = begin(1, "a");
    const Upload second = begin(1, "b");
    const Upload third = begin(2, "c");
    const Upload fourth = begin(3, "d");
    pass({{&first, 2'000}, {&second, 3'000}, {&third, 2'000}, {&fourth, 2'000}});
    first.place->complete();
    const Upload newcomer = begin(4, "e");
    EXPECT_FALSE(first.is_evicted());
    EXPECT_TRUE(second.is_evicted());
}

TEST_F(LiveUploadsTest, NamesWhatIsReceived) {
    Upload upload = begin(1, "a");
    EXPECT_TRUE(uploads_.upload_ids().empty());
    upload.place->set_upload("one");
    EXPECT_EQ(uploads_.upload_ids(), std::vector<std::string>{"one"});
    upload.place.reset();
    EXPECT_TRUE(uploads_.upload_ids().empty());
}

}  // namespace
}  // namespace trainingzip::upload
