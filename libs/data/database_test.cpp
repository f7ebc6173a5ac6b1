#include "data/database.h"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/encoding.h"
#include "base/error.h"
#include "data/bytes.h"

namespace trainingzip::data {
namespace {

namespace fs = std::filesystem;

class DatabaseTest : public testing::Test {
  protected:
    DatabaseTest() {
        std::string pattern = (fs::temp_directory_path() / "data test XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        settings_.url = "sqlite://" + (folder_ / "data" / "database.sqlite").string();
        settings_.connections = 2;
        settings_.connection_timeout = std::chrono::milliseconds(100);
        settings_.lock_timeout = std::chrono::milliseconds(100);
    }
    ~DatabaseTest() override { fs::remove_all(folder_); }

    fs::path folder_;
    DatabaseSettings settings_;
};

void add_user(soci::session& session, const std::string& name) {
    session << "INSERT INTO users (login_id, password_hash, nick_name, nick_name_key, email, role, state, "
               "created_at, modified_at) VALUES (:n, '', :n, :n, '', 'USER', 'ACTIVE', 0, 0)",
        soci::use(name, "n");
}

long long count_users(Database& database) {
    return database.with_session([](soci::session& session) {
        long long count = 0;
        session << "SELECT COUNT(*) FROM users", soci::into(count);
        return count;
    });
}

std::optional<Failure> failure_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Failure& failure) {
        return failure;
    }
    return std::nullopt;
}

TEST_F(DatabaseTest, migrates_once_and_again_without_change) {
    Database database(settings_);
    database.migrate();
    database.in_transaction([](soci::session& session) { add_user(session, "one"); });
    database.migrate();
    Database second(settings_);
    second.migrate();
    EXPECT_EQ(count_users(second), 1);
    EXPECT_EQ(database.check(), "");
}

TEST_F(DatabaseTest, migrates_from_several_servers_at_once) {
    settings_.lock_timeout = std::chrono::seconds(10);
    std::vector<std::jthread> servers;
    for (int i = 0; i < 4; ++i) {
        servers.emplace_back([this] { Database(settings_).migrate(); });
    }
    servers.clear();
    Database database(settings_);
    EXPECT_EQ(count_users(database), 0);
}

TEST_F(DatabaseTest, refuses_a_schema_from_the_future) {
    Database database(settings_);
    database.migrate();
    database.with_session([](soci::session& session) {
        session << "INSERT INTO schema_versions (version, applied_at) VALUES (1000, 0)";
    });
    EXPECT_THROW(database.migrate(), std::runtime_error);
}

TEST_F(DatabaseTest, refuses_urls_it_does_not_know) {
    for (const std::string url : {"", "mysql://localhost/x", "/data/file", "sqlite:", "sqlite:a\"b"}) {
        settings_.url = url;
        EXPECT_THROW(Database{settings_}, ConfigError) << url;
    }
}

TEST_F(DatabaseTest, rolls_back_when_the_work_throws) {
    Database database(settings_);
    database.migrate();
    EXPECT_THROW(database.in_transaction([](soci::session& session) {
        add_user(session, "one");
        throw Failure(ErrorCode::nickname_taken);
    }),
                 Failure);
    EXPECT_EQ(count_users(database), 0);
    database.in_transaction([](soci::session& session) { add_user(session, "one"); });
    EXPECT_EQ(count_users(database), 1);
}

TEST_F(DatabaseTest, keeps_foreign_keys) {
    Database database(settings_);
    database.migrate();
    EXPECT_THROW(database.with_session([](soci::session& session) {
        session << "INSERT INTO likes (user_id, training_id, created_at) VALUES (1, 1, 0)";
    }),
                 soci::soci_error);
}

TEST_F(DatabaseTest, says_unavailable_when_another_writer_holds_the_lock) {
    Database database(settings_);
    database.migrate();
    database.in_transaction([&](soci::session&) {
        const auto failure = failure_of([&] { database.in_transaction([](soci::session&) {}); });
        ASSERT_TRUE(failure.has_value());
        EXPECT_EQ(failure->code(), ErrorCode::unavailable);
        EXPECT_GT(failure->retry_after_seconds(), 0);
        EXPECT_EQ(count_users(database), 0) << "reading goes on while another writes";
    });
}

TEST_F(DatabaseTest, says_unavailable_when_no_connection_comes_free) {
    Database database(settings_);
    database.migrate();
    database.with_session([&](soci::session&) {
        database.with_session([&](soci::session&) {
            const auto failure = failure_of([&] { count_users(database); });
            ASSERT_TRUE(failure.has_value());
            EXPECT_EQ(failure->code(), ErrorCode::unavailable);
            EXPECT_GT(failure->retry_after_seconds(), 0);
            EXPECT_NE(database.check(), "");
        });
    });
}

TEST_F(DatabaseTest, keeps_bytes_as_they_are) {
    Database database(settings_);
    database.migrate();
    std::string bytes("a\0b\xff", 4);
    bytes += std::string(100'000, '\x80');
    database.in_transaction([&](soci::session& session) {
        Bytes written(session, as_bytes(bytes));
        session << "INSERT INTO pictures VALUES ('profile', 1, 'image/jpeg', :bytes, 0)",
            written.use("bytes");
    });
    const std::string read = database.with_session([](soci::session& session) {
        Bytes found(session);
        session << "SELECT bytes FROM pictures", found.into();
        return found.content();
    });
    EXPECT_EQ(read, bytes);
}

TEST_F(DatabaseTest, does_not_reuse_ids) {
    Database database(settings_);
    database.migrate();
    const auto add = [&] {
        return database.in_transaction([](soci::session& session) {
            long long id = 0;
            session << "INSERT INTO users (login_id, password_hash, nick_name, nick_name_key, email, role, "
                       "state, "
                       "created_at, modified_at) VALUES ('n', '', 'n', 'n', '', 'USER', 'ACTIVE', 0, 0) "
                       "RETURNING id",
                soci::into(id);
            return id;
        });
    };
    const long long first = add();
    database.with_session([](soci::session& session) { session << "DELETE FROM users"; });
    EXPECT_GT(add(), first);
}

}  // namespace
}  // namespace trainingzip::data
