#include "domain/training_access.h"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "database/database.h"
#include "domain/schema.h"

namespace trainingzip::domain {
namespace {

using database::Database;

constexpr std::int64_t owner = 1;
constexpr std::int64_t subscriber = 2;
constexpr std::int64_t stranger = 3;

auth::Principal caller(std::int64_t id, bool admin = false) {
    auth::Principal principal;
    principal.user_id = id;
    principal.admin = admin;
    return principal;
}

class TrainingAccessTest : public testing::Test {
  protected:
    TrainingAccessTest() {
        database_.migrate(schema);
        database_.in_transaction([](soci::session& session) {
            for (const std::string name : {"owner", "subscriber", "stranger"}) {
                session
                    << "INSERT INTO users (login_id, password_hash, nick_name, nick_name_key, email, role, "
                       "state, created_at, modified_at) VALUES (:n, '', :n, :n, '', 'USER', 'ACTIVE', 0, 0)",
                    soci::use(name, "n");
            }
            session << "INSERT INTO subscriptions VALUES (2, 1, 0)";
        });
    }

    std::int64_t training(const std::string& visibility, const std::string& state, int hidden) {
        return database_.in_transaction([&](soci::session& session) {
            std::int64_t id = 0;
            session << "INSERT INTO trainings (owner_id, title, body, state, visibility, hidden, created_at, "
                       "modified_at) VALUES (1, 't', '', :state, :visibility, :hidden, 0, 0) RETURNING id",
                soci::into(id), soci::use(state, "state"), soci::use(visibility, "visibility"),
                soci::use(hidden, "hidden");
            return id;
        });
    }

    /// What a visitor, a stranger, a subscriber, an admin and the owner may do: '-', 's' or 'c'.
    std::string rights(std::int64_t id) {
        return database_.with_session([&](soci::session& session) {
            std::string result;
            const auth::Principal callers[] = {caller(stranger), caller(subscriber), caller(stranger, true),
                                               caller(owner)};
            const auto add = [&](const auth::Principal* asker) {
                result += "-sc"[static_cast<int>(training_right(session, id, asker))];
            };
            add(nullptr);
            for (const auth::Principal& each : callers) add(&each);
            return result;
        });
    }

    /// A folder that goes away with the test.
    struct Folder {
        Folder() {
            std::string pattern = (std::filesystem::temp_directory_path() / "access-test-XXXXXX").string();
            path = ::mkdtemp(pattern.data());
        }
        ~Folder() { std::filesystem::remove_all(path); }
        std::filesystem::path path;
    };

    Folder folder_;
    Database database_{{.url = "sqlite://" + (folder_.path / "d.sqlite").string(), .connections = 1}};
};

TEST_F(TrainingAccessTest, IsATable) {
    EXPECT_EQ(rights(training("public", "READY", 0)), "ssssc");
    EXPECT_EQ(rights(training("unlisted", "READY", 0)), "ssssc");
    EXPECT_EQ(rights(training("subscribers", "READY", 0)), "--ssc");
    EXPECT_EQ(rights(training("private", "READY", 0)), "---sc");
    for (const std::string visibility : {"public", "unlisted", "subscribers", "private"}) {
        EXPECT_EQ(rights(training(visibility, "READY", 1)), "---sc") << visibility << ", hidden";
        EXPECT_EQ(rights(training(visibility, "PROCESSING", 0)), "---sc") << visibility << ", not ready";
    }
    EXPECT_EQ(rights(999), "-----");
}

TEST_F(TrainingAccessTest, NeedsNoTicketOnlyWhereAVisitorSees) {
    for (const std::string visibility : {"public", "unlisted", "subscribers", "private"}) {
        for (const int hidden : {0, 1}) {
            EXPECT_EQ(is_open(visibility, hidden == 1),
                      rights(training(visibility, "READY", hidden))[0] == 's')
                << visibility << hidden;
        }
    }
}

}  // namespace
}  // namespace trainingzip::domain
