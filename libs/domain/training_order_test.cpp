#include <gtest/gtest.h>
#include <soci/soci.h>

#include <chrono>
#include <future>
#include <string>

#include "database/database.h"
#include "database/test_database.h"
#include "domain/schema.h"

namespace trainingzip::domain {
namespace {

using database::Database;
using database::database_kinds;
using database::DatabaseSettings;
using database::TestDatabase;

using namespace std::chrono_literals;

/// What libs/domain/schema/more_orders.h keeps beside trainings, while two change what it is made of.
class TrainingOrderTest : public testing::TestWithParam<std::string> {
  protected:
    TrainingOrderTest() : place_(GetParam()), database_(with_little_patience()) {
        database_.migrate(schema);
        database_.with_session([](soci::session& session) {
            session << "INSERT INTO users (login_id, password_hash, nick_name, nick_name_key, email, role, "
                       "state, created_at, modified_at) VALUES ('a', '', 'old', 'a', '', 'USER', 'ACTIVE', "
                       "0, 0)";
        });
    }

    /// Longer than anybody here works; shorter than PostgreSQL takes to find that two wait for each other.
    const DatabaseSettings& with_little_patience() {
        place_.settings.lock_timeout = 700ms;
        return place_.settings;
    }

    static void insert(soci::session& session) {
        session << "INSERT INTO trainings (owner_id, title, body, state, created_at, modified_at) "
                   "VALUES (1, 't', 'text', 'READY', 0, 0)";
    }

    /// The key stays, so that foreign keys hold nothing.
    static void rename(soci::session& session) {
        session << "UPDATE users SET nick_name = 'new' WHERE id = 1";
    }

    /// Does one in a transaction of its own while another, which has begun, is open; it waits for that.
    template <typename Work>
    std::future<void> start_and_wait(Work work) {
        std::future<void> done =
            std::async(std::launch::async, [this, work] { database_.in_transaction(work); });
        EXPECT_EQ(done.wait_for(200ms), std::future_status::timeout) << "it does not wait";
        return done;
    }

    std::string trainer() {
        return database_.with_session([](soci::session& session) {
            std::string name;
            session << "SELECT trainer_name FROM trainings", soci::into(name);
            return name;
        });
    }

    /// The second begins while the transaction of the first is open.
    template <typename First, typename Second>
    std::string trainer_after(First first, Second second) {
        std::future<void> done;
        database_.in_transaction([&](soci::session& session) {
            first(session);
            done = start_and_wait(second);
        });
        done.get();
        return trainer();
    }

    TestDatabase place_;
    Database database_;
};

INSTANTIATE_TEST_SUITE_P(Kinds, TrainingOrderTest, testing::ValuesIn(database_kinds()),
                         [](const auto& kind) { return kind.param; });

TEST_P(TrainingOrderTest, ANewNameWaitsForANewTraining) {
    EXPECT_EQ(trainer_after(insert, rename), "new");
}

TEST_P(TrainingOrderTest, ANewTrainingWaitsForANewName) {
    EXPECT_EQ(trainer_after(rename, insert), "new");
}

TEST_P(TrainingOrderTest, WhoChangesATrainingAndWhoANameDoNotWaitForEachOther) {
    database_.with_session(insert);
    std::future<void> renamed;
    database_.in_transaction([&](soci::session& session) {
        session << "UPDATE trainings SET views = views WHERE id = 1";
        renamed = start_and_wait(rename);
        session << "UPDATE trainings SET title = 'other', body = 'another' WHERE id = 1";
    });
    renamed.get();
    EXPECT_EQ(trainer(), "new");
    database_.with_session([](soci::session& session) {
        std::string start;
        session << "SELECT body_start FROM trainings", soci::into(start);
        EXPECT_EQ(start, "another");
    });
}

}  // namespace
}  // namespace trainingzip::domain
