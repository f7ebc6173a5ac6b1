#include "data/kept_statements.h"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <optional>
#include <stdexcept>
#include <string>

#include "data/database.h"
#include "data/sqlite_sessions.h"
#include "data/test_database.h"

namespace trainingzip::data {
namespace {

/// One connection, so that every statement meets what was kept of those before.
class KeptStatementsTest : public testing::TestWithParam<std::string> {
  protected:
    KeptStatementsTest() {
        place_.settings.connections = 1;
        database_.emplace(place_.settings);
        change("CREATE TABLE pairs (id INTEGER PRIMARY KEY, word TEXT)");
        for (const char* const word : {"one", "two", "three"}) add(word);
    }

    bool is_sqlite() const { return GetParam() == "sqlite"; }

    /// By somebody else.
    void change(const std::string& statement) {
        Database(place_.settings).with_session([&](soci::session& session) { session << statement; });
    }

    void add(const std::string& word) {
        const int id = ++last_id_;
        database_->with_session([&](soci::session& session) {
            session << "INSERT INTO pairs (id, word) VALUES (:id, :word)", soci::use(id, "id"),
                soci::use(word, "word");
        });
    }

    static std::string word_of(soci::session& session, int id) {
        std::string word = "none";
        session << "SELECT word FROM pairs WHERE id = :id", soci::into(word), soci::use(id, "id");
        return word;
    }

    std::string word_of(int id) {
        return database_->with_session([&](soci::session& session) { return word_of(session, id); });
    }

    /// How many statements the connection holds; of SQLite, those that nobody uses.
    std::size_t count_kept() {
        return database_->with_session([&](soci::session& session) {
            std::size_t count = 0;
            if (is_sqlite()) {
                sqlite_api::sqlite3_stmt* statement = nullptr;
                while ((statement = sqlite_api::sqlite3_next_stmt(sqlite_backend(session).conn_, statement)))
                    if (!sqlite_api::sqlite3_stmt_busy(statement)) ++count;
            } else {
                session << "(SELECT COUNT(*) FROM pg_prepared_statements)", soci::into(count);
            }
            return count;
        });
    }

    TestDatabase place_{GetParam()};
    std::optional<Database> database_;
    int last_id_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Kinds, KeptStatementsTest, testing::ValuesIn(database_kinds()),
                         [](const auto& kind) { return kind.param; });

TEST_P(KeptStatementsTest, KeepsWhatIsUsedAgain) {
    const std::size_t before = count_kept();
    for (int round = 0; round < 3; ++round) {
        EXPECT_EQ(word_of(1), "one");
        EXPECT_EQ(word_of(2), "two");
        EXPECT_EQ(word_of(9), "none");
        EXPECT_EQ(count_kept(), before + 1);
    }
}

TEST_P(KeptStatementsTest, GivesNoStatementToTwoAtOnce) {
    const auto nested = [&](soci::session& session) {
        int id = 0;
        std::string words;
        soci::statement outer = (session.prepare << "SELECT id FROM pairs WHERE id > :after ORDER BY id",
                                 soci::into(id), soci::use(1, "after"));
        outer.execute();
        while (outer.fetch()) {
            int next = 0;
            session << "SELECT id FROM pairs WHERE id > :after ORDER BY id", soci::into(next),
                soci::use(id, "after");
            words += word_of(session, id) + " " + std::to_string(next) + " ";
        }
        return words;
    };
    for (int round = 0; round < 3; ++round) {
        EXPECT_EQ(database_->with_session(nested), "two 3 three 0 ");
        EXPECT_EQ(database_->in_transaction(nested), "two 3 three 0 ");
    }
}

TEST_P(KeptStatementsTest, DoesNotGoOnReadingForWhoStopped) {
    database_->with_session([](soci::session& session) {
        int id = 0;
        soci::statement all = (session.prepare << "SELECT id FROM pairs ORDER BY id", soci::into(id));
        all.execute();
        all.fetch();
        EXPECT_EQ(id, 1);
    });
    // A statement that went on would keep the table, and what was committed since, from this connection.
    change("UPDATE pairs SET word = 'new' WHERE id = 1");
    EXPECT_EQ(word_of(1), "new");
    database_->with_session([](soci::session& session) { session << "DROP TABLE pairs"; });
}

TEST_P(KeptStatementsTest, SurvivesStatementsAndTransactionsThatFail) {
    for (int round = 0; round < 3; ++round) {
        last_id_ = 0;
        EXPECT_ANY_THROW(add("again"));
        EXPECT_ANY_THROW(database_->in_transaction([&](soci::session& session) {
            EXPECT_EQ(word_of(session, 3), "three");
            session << "DELETE FROM pairs";
            throw std::runtime_error("on purpose");
        }));
        EXPECT_EQ(word_of(3), "three");
    }
    last_id_ = 3;
    add("four");
    EXPECT_EQ(word_of(4), "four");
}

TEST_P(KeptStatementsTest, BearsThatTablesChange) {
    EXPECT_EQ(word_of(3) + word_of(3), "threethree");
    change("ALTER TABLE pairs ADD COLUMN more TEXT");
    EXPECT_EQ(word_of(3), "three");
    const auto make_anew = [&](const char* type, const char* word) {
        change("DROP TABLE pairs");
        change(std::string("CREATE TABLE pairs (word ") + type + ", id BIGINT PRIMARY KEY)");
        change(std::string("INSERT INTO pairs (id, word) VALUES (3, ") + word + ")");
    };
    make_anew("INTEGER", "33");
    EXPECT_EQ(word_of(3), "33");
    EXPECT_EQ(word_of(3) + word_of(3), "3333");
    make_anew("TEXT", "'drei'");
    int attempts = 0;
    EXPECT_EQ(database_->in_transaction([&](soci::session& session) {
        ++attempts;
        return word_of(session, 3);
    }),
              "drei");
    EXPECT_EQ(attempts, is_sqlite() ? 1 : 2);
}

TEST_P(KeptStatementsTest, KeepsNoMoreThanItMay) {
    for (std::size_t i = 0; i < 2 * (most_kept_statements + 10); ++i) {
        const std::string number = std::to_string(i / 2);
        std::string found;
        database_->with_session([&](soci::session& session) {
            session << "SELECT word || '" << number << "' FROM pairs WHERE id = 2", soci::into(found);
        });
        ASSERT_EQ(found, "two" + number);
    }
    EXPECT_EQ(count_kept(), most_kept_statements);
}

TEST(PostgresqlKeptStatementsTest, BearsThatOthersDropThem) {
    if (database_kinds().size() < 2) GTEST_SKIP() << "without a server of PostgreSQL";
    TestDatabase place("postgresql");
    place.settings.connections = 1;
    Database database(place.settings);
    const auto seven = [](soci::session& session) {
        int number = 0;
        session << "SELECT 7", soci::into(number);
        return number;
    };
    for (int round = 0; round < 6; ++round) {
        EXPECT_EQ(round % 2 == 0 ? database.with_session(seven) : database.in_transaction(seven), 7);
        if (round > 1) database.with_session([](soci::session& session) { session << "DEALLOCATE ALL"; });
    }
}

TEST(KeptStatements, AreThoseThatReadOrWriteRows) {
    for (const char* const statement :
         {"SELECT 1", "\n    INSERT INTO a", " UPDATE a", "DELETE FROM a", "WITH b AS (SELECT 1) SELECT 2"}) {
        EXPECT_TRUE(can_be_kept(statement)) << statement;
    }
    for (const char* const statement :
         {"", "  ", "BEGIN", "COMMIT", "PRAGMA busy_timeout = 1", "SET a = 1", "CREATE TABLE a (b TEXT)"}) {
        EXPECT_FALSE(can_be_kept(statement)) << statement;
    }
}

}  // namespace
}  // namespace trainingzip::data
