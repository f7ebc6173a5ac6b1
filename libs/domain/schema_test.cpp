#include "domain/schema.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "database/database.h"
#include "database/test_database.h"

namespace trainingzip::domain {
namespace {

using database::apply_migrations;
using database::Database;
using database::database_kinds;
using database::TestDatabase;

using namespace std::chrono_literals;

constexpr int latest = static_cast<int>(schema.size());

struct Row {
    int since;  ///< The version that brought the table.
    int until;  ///< The last version that had it.
    std::string table;
    std::string values;
};

/// In the order of the foreign keys.
const std::vector<Row> all_rows = {
    {1, latest, "users",
     "(login_id, password_hash, nick_name, nick_name_key, email, role, state, created_at, modified_at) "
     "VALUES ('a', 'h', 'A', 'a', 'a@example.org', 'USER', 'ACTIVE', 1, 2)"},
    {1, 2, "refresh_tokens",
     "(user_id, family, token_hash, created_at, expires_at) VALUES (1, 'f', 't', 1, 2)"},
    {1, latest, "trainings",
     "(owner_id, title, body, views, state, created_at, modified_at) "
     "VALUES (1, '제목 title', 'body', 7, 'READY', 1, 2)"},
    {1, latest, "uploads",
     "(id, training_id, file_name, file_type, size_bytes, state, created_at, modified_at) "
     "VALUES ('u', 1, 'v.mp4', 'video/mp4', 9, 'READY', 1, 2)"},
    {1, latest, "jobs", "(upload_id, kind, state, modified_at) VALUES ('u', 'pose', 'done', 2)"},
    {1, latest, "pose_blocks", "(upload_id, first_frame, frame_count, block) VALUES ('u', 0, 1, 'b')"},
    {1, latest, "likes", "(user_id, training_id, created_at) VALUES (1, 1, 1)"},
    {1, latest, "subscriptions", "(user_id, trainer_id, created_at) VALUES (1, 1, 1)"},
    {1, latest, "comments",
     "(training_id, author_id, message, created_at, modified_at) VALUES (1, 1, 'well done', 1, 2)"},
    {1, latest, "pictures",
     "(kind, owner_id, content_type, bytes, modified_at) VALUES ('profile', 1, 'image/jpeg', 'p', 2)"},
    {2, latest, "incidents",
     "(report_id, fingerprint, server, kind, type, message, report, occurrences, first_at, last_at, "
     "window_ends_at, slack_state, slack_next_at) "
     "VALUES ('r', 'f', 'api', 'request', 't', 'm', '{}', 1, 1, 1, 1, 'off', 0)"},
    {2, latest, "incident_receipts", "(report_id, received_at) VALUES ('r', 1)"},
    {3, latest, "sign_ins",
     "(id, user_id, user_agent, address, created_at, last_used_at, expires_at, ends_at) "
     "VALUES ('f', 1, 'agent', '::1', 1, 1, 2, 2)"},
    {7, latest, "removed_trainings", "(training_id) VALUES (9)"},
    {3, latest, "sign_in_tokens", "(sign_in_id, token_hash, created_at, expires_at) VALUES ('f', 't', 1, 2)"},
    {6, latest, "training_tags", "(training_id, tag) VALUES (1, 'tag')"},
    {6, latest, "training_views", "(training_id, viewer, counted_at) VALUES (1, 'v', 1)"},
    {6, latest, "view_salts", "(day, salt) VALUES (1, 's')"},
    {6, latest, "reports",
     "(reporter_id, training_id, reason, text, created_at, resolved_at) VALUES (1, 1, 'spam', '', 1, 2)"},
    {6, latest, "training_sessions",
     "(user_id, training_id, started_at, duration_seconds, score, series, limbs, created_at) "
     "VALUES (1, 1, 1, 60, 90, '[]', '{}', 1)"},
    {6, latest, "best_scores",
     "(training_id, user_id, session_id, score, achieved_at) VALUES (1, 1, 1, 90, 1)"},
    {6, latest, "playlists",
     "(owner_id, title, body, visibility, created_at, modified_at) VALUES (1, 'l', '', 'public', 1, 2)"},
    {6, latest, "playlist_items", "(playlist_id, position, training_id) VALUES (1, 0, 1)"},
    {14, latest, "familiar_networks", "(user_id, network, seen_at) VALUES (1, 'n', 1)"},
    {14, latest, "recent_sign_ups", "(address, network, created_at) VALUES ('a', 'n', 1)"},
    {19, latest, "mails",
     "(kind, about, language, attempts, next_at, expires_at) VALUES ('password_reset', 'a', 'ko', 0, 1, 2)"},
    {19, latest, "mail_links",
     "(token_hash, kind, user_id, email, expires_at) VALUES ('t', 'password_reset', 1, 'a@example.org', 2)"},
    {19, latest, "recent_mail_requests", "(email, address, network, created_at) VALUES ('e', 'a', 'n', 1)"},
    {22, latest, "camera_pairings",
     "(id, screen_hash, phone_hash, network, expires_at) VALUES ('K7M3', 's', 'p', 'n', 2)"},
    {6, latest, "picture_sizes", "(kind, owner_id, size, bytes) VALUES ('profile', 1, 'small', 'p')"},
};

/// The tables that are there, but for those that triggers or SQLite itself fill.
constexpr const char* tables_sqlite =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    "AND name NOT LIKE 'training_search_%' AND name NOT LIKE 'list_c%'";
constexpr const char* tables_postgresql =
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'list_c%'";

/// Counts what the search for a word of the training's title finds.
std::string found_by_two_characters(bool sqlite) {
    return sqlite ? "SELECT COUNT(*) FROM training_search_terms WHERE term >= '제목' AND term < '제몪'"
                  : "SELECT COUNT(*) FROM training_search WHERE grams @> ARRAY['제목']";
}

template <typename Value>
Value ask(Database& database, const std::string& statement) {
    return database.with_session([&](soci::session& session) {
        Value value{};
        session << statement, soci::into(value);
        return value;
    });
}

class SchemaTest : public testing::TestWithParam<std::string> {
  protected:
    /// A database as the program of that version left it, with a row in every table.
    static void make_version(Database& database, int version, bool sqlite) {
        database.in_transaction([&](soci::session& session) {
            apply_migrations(session, sqlite, std::span(schema).first(static_cast<std::size_t>(version)));
            for (const Row& row : all_rows) {
                if (row.since <= version && version <= row.until) {
                    session << "INSERT INTO " << row.table << " " << row.values;
                }
            }
            const soci::rowset<std::string> tables =
                (session.prepare << (sqlite ? tables_sqlite : tables_postgresql));
            for (const std::string& table : std::vector<std::string>(tables.begin(), tables.end())) {
                int count = 0;
                session << "SELECT COUNT(*) FROM " << table, soci::into(count);
                EXPECT_GT(count, 0) << "no row of this test is in " << table;
            }
        });
    }

    TestDatabase place_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Kinds, SchemaTest, testing::ValuesIn(database_kinds()),
                         [](const auto& kind) { return kind.param; });

TEST_P(SchemaTest, keep_the_rows_of_each_earlier_version) {
    for (int version = 1; version < latest; ++version) {
        SCOPED_TRACE("from version " + std::to_string(version));
        const TestDatabase place(GetParam());
        Database database(place.settings);
        make_version(database, version, GetParam() == "sqlite");
        database.migrate(schema);

        EXPECT_EQ(ask<int>(database, "SELECT MAX(version) FROM schema_versions"), latest);
        EXPECT_EQ(ask<int>(database, "SELECT COUNT(*) FROM schema_versions"), latest);
        for (const Row& row : all_rows) {
            if (row.since > version || row.until < latest) continue;
            EXPECT_EQ(ask<int>(database, "SELECT COUNT(*) FROM " + row.table), 1) << row.table;
        }
        EXPECT_EQ(ask<std::string>(database, "SELECT title FROM trainings WHERE owner_id = 1 AND views = 7"),
                  "제목 title");
        EXPECT_EQ(ask<std::string>(database, "SELECT trainer_name || ' ' || body_start FROM trainings"),
                  "A body");
        EXPECT_EQ(ask<int>(database, found_by_two_characters(GetParam() == "sqlite")), 1);
        EXPECT_EQ(ask<std::string>(database, "SELECT nick_name FROM users WHERE login_id = 'a'"), "A");
        EXPECT_EQ(ask<std::string>(database, "SELECT token_hash FROM sign_in_tokens WHERE sign_in_id = 'f'"),
                  "t")
            << "nobody is signed out";
    }
}

TEST_P(SchemaTest, keep_the_constraints_of_each_earlier_version) {
    for (int version = 1; version < latest; ++version) {
        SCOPED_TRACE("from version " + std::to_string(version));
        const TestDatabase place(GetParam());
        Database database(place.settings);
        make_version(database, version, GetParam() == "sqlite");
        database.migrate(schema);
        const std::string wrong[] = {
            "INSERT INTO users " + all_rows.front().values,
            R"(INSERT INTO comments (training_id, author_id, message, created_at, modified_at)
               VALUES (9, 1, '', 1, 1))",
            "UPDATE trainings SET state = 'NONSENSE'",
            "UPDATE trainings SET title = NULL",
            "UPDATE trainings SET owner_id = 9",
        };
        for (const std::string& statement : wrong) {
            EXPECT_THROW(database.with_session([&](soci::session& session) { session << statement; }),
                         soci::soci_error)
                << statement;
        }
        database.with_session([](soci::session& session) { session << "DELETE FROM users"; });
        for (const std::string table : {"trainings", "uploads", "jobs", "pose_blocks", "likes", "comments"}) {
            EXPECT_EQ(ask<int>(database, "SELECT COUNT(*) FROM " + table), 0) << table;
        }
        EXPECT_EQ(ask<int>(database, "SELECT MIN(training_id) FROM removed_trainings"), 1)
            << "with its owner";
    }
}

TEST_P(SchemaTest, keep_the_length_of_each_list) {
    const std::string lengths =
        "FROM (SELECT list, name, amount FROM list_counts UNION ALL "
        "SELECT list, name, change FROM list_changes) AS l";
    // Where the rows of the test stand from the first version on, and what came later.
    const std::vector<std::pair<int, std::string>> lists = {{1, "users ACTIVE"},
                                                            {1, "trainings other"},
                                                            {2, "incidents open"},
                                                            {6, "tags tag"},
                                                            {6, "reports settled"}};
    for (int version = 1; version <= latest; ++version) {
        SCOPED_TRACE("from version " + std::to_string(version));
        const TestDatabase place(GetParam());
        Database database(place.settings);
        make_version(database, version, GetParam() == "sqlite");
        database.migrate(schema);
        int there = 0;
        for (const auto& [since, list] : lists) {
            if (since > version) continue;
            ++there;
            const std::string length = fmt::format(
                "SELECT CAST(SUM(amount) AS INTEGER) {} WHERE list || ' ' || name = '{}'", lengths, list);
            EXPECT_EQ(ask<int>(database, length), 1) << list;
        }
        EXPECT_EQ(ask<int>(database, "SELECT CAST(SUM(amount) AS INTEGER) " + lengths), there);
        database.with_session([](soci::session& session) {
            session << "DELETE FROM users";
            session << "DELETE FROM incidents";
        });
        EXPECT_EQ(ask<int>(database, "SELECT COUNT(*) FROM (SELECT list, name " + lengths +
                                         " GROUP BY list, name HAVING SUM(amount) <> 0) AS wrong"),
                  0);
    }
}

TEST_P(SchemaTest, run_once) {
    Database database(place_.settings);
    make_version(database, latest, GetParam() == "sqlite");
    database.migrate(schema);
    Database(place_.settings).migrate(schema);
    EXPECT_EQ(ask<int>(database, "SELECT COUNT(*) FROM users"), 1);
}

TEST_P(SchemaTest, run_once_when_servers_start_together) {
    std::vector<std::string> problems(4);
    {
        std::vector<std::jthread> servers;
        servers.reserve(problems.size());
        for (std::string& problem : problems) {
            servers.emplace_back([this, &problem] {
                try {
                    Database(place_.settings).migrate(schema);
                } catch (const std::exception& error) {
                    problem = error.what();
                }
            });
        }
    }
    EXPECT_EQ(problems, std::vector<std::string>(4));
    Database database(place_.settings);
    EXPECT_EQ(ask<int>(database, "SELECT COUNT(*) FROM schema_versions"), latest);
}

TEST_P(SchemaTest, refuse_a_schema_from_the_future) {
    Database database(place_.settings);
    database.migrate(schema);
    database.with_session([](soci::session& session) {
        session << "INSERT INTO schema_versions (version, applied_at) VALUES (1000, 0)";
    });
    EXPECT_THROW(database.migrate(schema), std::runtime_error);
}

TEST_P(SchemaTest, leave_nothing_of_one_that_fails) {
    Database database(place_.settings);
    make_version(database, 1, GetParam() == "sqlite");
    // In the way of the second migration, after its first table.
    database.with_session(
        [](soci::session& session) { session << "CREATE TABLE incident_receipts (something INTEGER)"; });
    EXPECT_THROW(database.migrate(schema), std::runtime_error);
    EXPECT_EQ(ask<int>(database, "SELECT MAX(version) FROM schema_versions"), 1);
    database.with_session([](soci::session& session) { session << "DROP TABLE incident_receipts"; });
    database.migrate(schema);
    EXPECT_EQ(ask<int>(database, "SELECT MAX(version) FROM schema_versions"), latest);
}

}  // namespace
}  // namespace trainingzip::domain
