#include "database/database.h"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/encoding.h"
#include "base/error.h"
#include "database/bytes.h"
#include "database/test_database.h"

namespace trainingzip::database {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view test_tables[] = {
    R"(CREATE TABLE users (
        id {id},
        login_id TEXT NOT NULL UNIQUE,
        modified_at BIGINT NOT NULL))",
    R"(CREATE TABLE likes (
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE))",
    R"(CREATE TABLE pictures (
        bytes {bytes} NOT NULL))",
};
constexpr Migration test_schema[] = {test_tables};

class DatabaseTest : public testing::TestWithParam<std::string> {
  protected:
    DatabaseTest() : place_(GetParam()), settings_(place_.settings) { settings_.connection_timeout = 100ms; }

    bool is_sqlite() const { return GetParam() == "sqlite"; }

    TestDatabase place_;
    DatabaseSettings& settings_;
};

INSTANTIATE_TEST_SUITE_P(Kinds, DatabaseTest, testing::ValuesIn(database_kinds()),
                         [](const auto& kind) { return kind.param; });

class SqliteTest : public testing::Test {
  protected:
    SqliteTest() : settings_(place_.settings) {
        settings_.connection_timeout = 100ms;
        settings_.lock_timeout = 100ms;
    }
    TestDatabase place_{"sqlite"};
    DatabaseSettings& settings_;
};

void add_user(soci::session& session, const std::string& name) {
    session << "INSERT INTO users (login_id, modified_at) VALUES (:name, 0)", soci::use(name, "name");
}

long long count_users(soci::session& session) {
    long long count = 0;
    session << "SELECT COUNT(*) FROM users", soci::into(count);
    return count;
}

long long count_users(Database& database) {
    return database.with_session([](soci::session& session) { return count_users(session); });
}

std::optional<Failure> failure_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Failure& failure) {
        return failure;
    }
    return std::nullopt;
}

void expect_unavailable(const std::function<void()>& action) {
    const auto failure = failure_of(action);
    ASSERT_TRUE(failure.has_value());
    EXPECT_EQ(failure->code(), ErrorCode::unavailable);
    EXPECT_GT(failure->retry_after_seconds(), 0);
}

TEST_P(DatabaseTest, RollsBackWhenTheWorkThrows) {
    Database database(settings_);
    database.migrate(test_schema);
    EXPECT_THROW(database.in_transaction([](soci::session& session) {
        add_user(session, "one");
        throw Failure(ErrorCode::nickname_taken);
    }),
                 Failure);
    EXPECT_EQ(count_users(database), 0);
    database.in_transaction([](soci::session& session) { add_user(session, "one"); });
    EXPECT_EQ(count_users(database), 1);
    EXPECT_EQ(database.check(), "");
}

TEST_P(DatabaseTest, KeepsForeignKeys) {
    Database database(settings_);
    database.migrate(test_schema);
    const auto like_nothing = [](soci::session& session) {
        session << "INSERT INTO likes (user_id) VALUES (1)";
    };
    EXPECT_THROW(database.with_session(like_nothing), soci::soci_error);
    EXPECT_THROW(database.in_transaction(like_nothing), soci::soci_error);
}

TEST_P(DatabaseTest, SaysUnavailableWhenNoConnectionComesFree) {
    Database database(settings_);
    database.migrate(test_schema);
    database.with_session([&](soci::session&) {
        database.with_session([&](soci::session&) {
            expect_unavailable([&] { count_users(database); });
            EXPECT_NE(database.check(), "");
        });
    });
}

TEST_P(DatabaseTest, KeepsBytesAsTheyAre) {
    Database database(settings_);
    database.migrate(test_schema);
    for (std::string bytes : {std::string("a\0b\xff\\x41", 8), std::string()}) {
        if (!bytes.empty()) bytes += std::string(100'000, '\x80');
        database.in_transaction([&](soci::session& session) {
            Bytes written(session, as_bytes(bytes));
            session << "DELETE FROM pictures";
            session << "INSERT INTO pictures (bytes) VALUES (:bytes)", written.use("bytes");
        });
        const std::string read = database.with_session([](soci::session& session) {
            Bytes found(session);
            session << "SELECT bytes FROM pictures", found.into();
            return found.content();
        });
        EXPECT_EQ(read, bytes);
    }
}

TEST_P(DatabaseTest, DoesNotReuseIds) {
    Database database(settings_);
    database.migrate(test_schema);
    const auto add = [&] {
        database.in_transaction([](soci::session& session) { add_user(session, "n"); });
        return database.with_session([](soci::session& session) {
            long long id = 0;
            session << "SELECT MAX(id) FROM users", soci::into(id);
            return id;
        });
    };
    const long long first = add();
    database.with_session([](soci::session& session) { session << "DELETE FROM users"; });
    EXPECT_GT(add(), first);
}

TEST_P(DatabaseTest, RunsTransactionsAsIfOneAfterTheOther) {
    constexpr int threads = 8;
    constexpr int rounds = 10;
    settings_.connections = 4;
    settings_.connection_timeout = 20s;
    settings_.lock_timeout = 20s;
    Database database(settings_);
    database.migrate(test_schema);
    database.in_transaction([](soci::session& session) { add_user(session, "one"); });
    {
        std::vector<std::jthread> clients;
        clients.reserve(threads);
        for (int i = 0; i < threads; ++i) {
            clients.emplace_back([&] {
                for (int round = 0; round < rounds; ++round) {
                    database.in_transaction([](soci::session& session) {
                        long long value = 0;
                        session << "SELECT modified_at FROM users", soci::into(value);
                        ++value;
                        session << "UPDATE users SET modified_at = :value", soci::use(value, "value");
                    });
                }
            });
        }
    }
    const long long value = database.with_session([](soci::session& session) {
        long long found = 0;
        session << "SELECT modified_at FROM users", soci::into(found);
        return found;
    });
    EXPECT_EQ(value, threads * rounds);
}

TEST_P(DatabaseTest, LetsWhoLostARaceSeeWhoWon) {
    constexpr int threads = 6;
    settings_.connections = threads;
    settings_.lock_timeout = 20s;
    Database database(settings_);
    database.migrate(test_schema);
    std::atomic<int> added{0}, taken{0};
    {
        std::vector<std::jthread> clients;
        clients.reserve(threads);
        for (int i = 0; i < threads; ++i) {
            clients.emplace_back([&] {
                const auto failure = failure_of([&] {
                    database.in_transaction([](soci::session& session) {
                        if (count_users(session) > 0) throw Failure(ErrorCode::user_id_taken);
                        add_user(session, "the same");
                    });
                });
                if (!failure) ++added;
                if (failure && failure->code() == ErrorCode::user_id_taken) ++taken;
            });
        }
    }
    EXPECT_EQ(added, 1);
    EXPECT_EQ(taken, threads - 1);
}

TEST_P(DatabaseTest, EndsWorkThatTakesTooLong) {
    settings_.connections = 1;
    settings_.work_timeout = 300ms;
    Database database(settings_);
    database.migrate(test_schema);
    const auto work_for_ever = [&](soci::session& session) {
        if (is_sqlite()) {
            session << "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) SELECT SUM(i) FROM n";
        } else {
            // As from a server that does not watch the time, or is not there any more.
            session << "SET statement_timeout = 0";
            session << "SELECT pg_sleep(60)";
        }
    };
    const auto begin = std::chrono::steady_clock::now();
    expect_unavailable([&] { database.with_session(work_for_ever); });
    expect_unavailable([&] { database.in_transaction(work_for_ever); });
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
    EXPECT_EQ(count_users(database), 0) << "the connection is good again";
}

TEST_P(DatabaseTest, RefusesToOpenWhatIsNotThere) {
    settings_.url = is_sqlite() ? "sqlite:///dev/null/database"
                                : "postgresql://nobody:hunter2@127.0.0.1:1/nothing?connect_timeout=2";
    try {
        Database database(settings_);
        FAIL();
    } catch (const std::exception& error) {
        EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
        EXPECT_EQ(std::string(error.what()).find("hunter2"), std::string::npos);
    }
}

TEST_P(DatabaseTest, ConnectsAgainWhenTheConnectionsWereLost) {
    if (is_sqlite()) GTEST_SKIP() << "a file has no connections to lose";
    Database database(settings_);
    database.migrate(test_schema);
    Database other(settings_);
    other.with_session([](soci::session& session) {
        session << "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                   "WHERE datname = current_database() AND pid <> pg_backend_pid()";
    });
    // The message of their end may take a moment.
    std::this_thread::sleep_for(100ms);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(count_users(database), 0);
    EXPECT_EQ(database.check(), "");
}

TEST_F(SqliteTest, RefusesUrlsItDoesNotKnow) {
    for (const std::string url :
         {"", "mysql://localhost/x", "/data/file", "sqlite:", "sqlite:a\"b", "postgresql://[x"}) {
        settings_.url = url;
        EXPECT_THROW(Database{settings_}, ConfigError) << url;
    }
}

TEST_F(SqliteTest, SaysUnavailableWhenAnotherWriterHoldsTheLock) {
    Database database(settings_);
    database.migrate(test_schema);
    database.in_transaction([&](soci::session&) {
        expect_unavailable([&] { database.in_transaction([](soci::session&) {}); });
        EXPECT_EQ(count_users(database), 0) << "reading goes on while another writes";
    });
}

TEST_F(SqliteTest, SaysWhatIsWrongWhenItCannotWrite) {
    settings_.connections = 1;
    Database database(settings_);
    database.migrate(test_schema);
    const auto write = [&] {
        database.in_transaction([](soci::session& session) { add_user(session, std::string(100'000, 'n')); });
    };
    const auto set = [&](const std::string& pragma) {
        database.with_session([&](soci::session& session) { session << "PRAGMA " << pragma; });
    };
    set("max_page_count = 1");  // Raised to what there is.
    EXPECT_EQ(failure_of(write)->code(), ErrorCode::storage_full);
    set("max_page_count = 100000");
    set("query_only = 1");
    expect_unavailable(write);
    EXPECT_EQ(count_users(database), 0);
    set("query_only = 0");
    write();
    EXPECT_EQ(count_users(database), 1);
}

}  // namespace
}  // namespace trainingzip::database
