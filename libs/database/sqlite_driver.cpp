#include <filesystem>
#include <thread>

#include "database/connection_sql.h"
#include "database/database.h"
#include "database/driver.h"
#include "database/sqlite_sessions.h"

namespace trainingzip::database {
namespace {

/// The file of a "sqlite:" url.
std::filesystem::path file_of(std::string_view url) {
    url.remove_prefix(url.find(':') + 1);
    if (url.starts_with("//")) url.remove_prefix(2);
    // The driver's connection string cannot escape a quotation mark.
    if (url.empty() || url.find('"') != std::string_view::npos) {
        throw ConfigError("database_url: no usable file name after \"sqlite:\"");
    }
    return std::filesystem::absolute(url);
}

/// Tries again while another process holds a lock that SQLite does not wait for.
void insist(std::chrono::milliseconds timeout, const std::function<void()>& action) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    while (true) {
        try {
            action();
            return;
        } catch (const soci::sqlite3_soci_error& error) {
            if ((error.result() & 0xff) != SQLITE_BUSY || std::chrono::steady_clock::now() >= deadline) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
}

class SqliteDriver final : public Driver {
  public:
    explicit SqliteDriver(const DatabaseSettings& settings)
        : file_(file_of(settings.url)), lock_timeout_(settings.lock_timeout) {
        std::filesystem::create_directories(file_.parent_path());
    }

    std::function<void()> open(soci::session& session) const override {
        session.open(sessions_, "dbname=\"" + file_.string() + "\"");
        session << connection_sql::with_milliseconds(connection_sql::busy_timeout_sqlite, lock_timeout_);
        insist(lock_timeout_, [&] { session << connection_sql::journal_sqlite; });
        session << connection_sql::synchronous_sqlite;
        session << connection_sql::foreign_keys_sqlite;
        auto* const connection = sqlite_backend(session).conn_;
        return [connection] { sqlite_api::sqlite3_interrupt(connection); };
    }

    bool is_usable(soci::session& session) const override {
        // A transaction that could not be rolled back would be in the way of the next.
        return sqlite_api::sqlite3_get_autocommit(sqlite_backend(session).conn_) != 0;
    }

    /// Takes the write lock at once: a transaction that starts by reading cannot wait for it later.
    std::string_view begin() const override { return connection_sql::begin_sqlite; }

    void begin_migration(soci::session& session) const override {
        insist(migration_patience, [&] { session << connection_sql::begin_sqlite; });
    }

    bool is_sqlite() const override { return true; }

  private:
    const std::filesystem::path file_;
    const std::chrono::milliseconds lock_timeout_;
    const SqliteSessions sessions_;
};

}  // namespace

std::unique_ptr<Driver> make_sqlite_driver(const DatabaseSettings& settings) {
    return std::make_unique<SqliteDriver>(settings);
}

}  // namespace trainingzip::database
