#include "data/database.h"

// The header of the driver is written with the old style of C++.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "base/error.h"
#include "data/connection_sql.h"
#include "data/pool_metrics.h"
#include "data/migrations.h"

namespace trainingzip::data {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";
constexpr std::string_view postgresql_scheme = "postgresql://";

bool is_sqlite(soci::session& session) {
    return session.get_backend_name() == "sqlite3";
}

/// The file of a "sqlite:" url.
std::filesystem::path sqlite_path(std::string_view url) {
    url.remove_prefix(sqlite_scheme.size());
    if (url.starts_with("//")) url.remove_prefix(2);
    // The connection string of the driver has no way to write a quotation mark.
    if (url.empty() || url.find('"') != std::string_view::npos) {
        throw ConfigError("database_url: no usable file name after \"sqlite:\"");
    }
    return std::filesystem::absolute(url);
}

/// Changing the journal mode does not wait for the lock of another process that does the same.
void switch_to_wal(soci::session& session, std::chrono::milliseconds timeout) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    while (true) {
        try {
            session << connection_sql::journal_sqlite;
            return;
        } catch (const soci::soci_error&) {
            if (std::chrono::steady_clock::now() >= deadline) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
}

void open_sqlite(soci::session& session, const std::filesystem::path& path,
                 std::chrono::milliseconds lock_timeout) {
    session.open(soci::sqlite3, "dbname=\"" + path.string() + "\"");
    session << connection_sql::busy_timeout_sqlite << lock_timeout.count();
    switch_to_wal(session, lock_timeout);
    session << connection_sql::synchronous_sqlite;
    session << connection_sql::foreign_keys_sqlite;
}

void open_postgresql(soci::session& session, const std::string& url, std::chrono::milliseconds lock_timeout) {
    session.open(soci::postgresql, url);
    session << connection_sql::lock_timeout_postgresql << lock_timeout.count();
}

}  // namespace

DatabaseSettings DatabaseSettings::load(ConfigSection& section) {
    DatabaseSettings settings;
    settings.url = section.text("database_url");
    settings.connections = static_cast<std::size_t>(section.integer("database_connections", 1, 256));
    settings.connection_timeout = section.seconds("database_connection_timeout_seconds");
    settings.lock_timeout = section.seconds("database_lock_timeout_seconds");
    return settings;
}

struct Database::Implementation {
    Implementation(const DatabaseSettings& settings, const metrics::Metrics& all_metrics)
        : pool(settings.connections),
          connection_timeout(settings.connection_timeout),
          metrics(all_metrics, settings.connections) {}

    soci::connection_pool pool;
    std::chrono::milliseconds connection_timeout;
    const PoolMetrics metrics;
};

Database::Database(const DatabaseSettings& settings, const metrics::Metrics& metrics)
    : implementation_(std::make_unique<Implementation>(settings, metrics)) {
    const bool sqlite = settings.url.starts_with(sqlite_scheme);
    if (!sqlite && !settings.url.starts_with(postgresql_scheme)) {
        throw ConfigError("database_url must start with \"sqlite:\" or \"postgresql://\"");
    }
    if (sqlite) std::filesystem::create_directories(sqlite_path(settings.url).parent_path());
    for (std::size_t i = 0; i < settings.connections; ++i) {
        soci::session& session = implementation_->pool.at(i);
        if (sqlite) {
            open_sqlite(session, sqlite_path(settings.url), settings.lock_timeout);
        } else {
            open_postgresql(session, settings.url, settings.lock_timeout);
        }
    }
}

Database::~Database() = default;

void Database::migrate() {
    in_transaction([](soci::session& session) { apply_migrations(session, is_sqlite(session)); });
}

std::string Database::check() {
    try {
        with_session([](soci::session& session) {
            int count = 0;
            session << connection_sql::probe, soci::into(count);
        });
        return {};
    } catch (const std::exception& error) {
        return std::string("database: ") + error.what();
    }
}

Database::Lease::Lease(Database& database) : database_(database) {
    Implementation& implementation = *database_.implementation_;
    const auto timeout = static_cast<int>(implementation.connection_timeout.count());
    PoolMetrics::Wait wait(implementation.metrics);
    if (!implementation.pool.try_lease(position_, timeout)) {
        throw Failure(ErrorCode::unavailable, "no database connection came free in time").with_retry_after(2);
    }
    wait.succeed();
}

Database::Lease::~Lease() {
    database_.implementation_->pool.give_back(position_);
    database_.implementation_->metrics.given_back();
}

soci::session& Database::Lease::session() {
    return database_.implementation_->pool.at(position_);
}

Database::Transaction::Transaction(soci::session& session) : session_(session) {
    session_ << (is_sqlite(session_) ? connection_sql::begin_sqlite : connection_sql::begin_postgresql);
}

Database::Transaction::~Transaction() {
    if (!open_) return;
    try {
        session_ << connection_sql::rollback;
    } catch (const std::exception&) {
        // The fault that brought us here has already ended the transaction, and is reported itself.
    }
}

void Database::Transaction::commit() {
    session_ << connection_sql::commit;
    open_ = false;
}

void Database::rethrow_as_failure() {
    try {
        throw;
    } catch (const soci::sqlite3_soci_error& error) {
        // The low byte is the primary code; the rest only says more of the same (sqlite.org/rescode.html).
        const int code = error.result() & 0xff;
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
            throw Failure(ErrorCode::unavailable, error.what()).with_retry_after(1);
        }
        if (code == SQLITE_FULL) throw Failure(ErrorCode::storage_full, error.what());
        throw;
    } catch (const soci::soci_error& error) {
        if (error.get_error_category() == soci::soci_error::connection_error) {
            throw Failure(ErrorCode::unavailable, error.what()).with_retry_after(5);
        }
        throw;
    }
}

}  // namespace trainingzip::data
