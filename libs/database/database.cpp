#include "database/database.h"

#include <soci/soci.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <random>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/error.h"
#include "database/connection_sql.h"
#include "database/database_fault.h"
#include "database/driver.h"
#include "database/pool_metrics.h"
#include "database/query_watchdog.h"
#include "database/statement_log.h"

namespace trainingzip::database {
namespace {

using Steady = std::chrono::steady_clock;

/// How long nobody tries to connect after somebody could not: the others would only wait too.
constexpr std::chrono::milliseconds pause_after_refusal(500);
constexpr std::chrono::milliseconds longest_pause_after_conflict(64);
constexpr int retry_after_busy_seconds = 1;
constexpr int retry_after_away_seconds = 5;

/// Messages of drivers have several lines.
std::string in_one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace

DatabaseSettings DatabaseSettings::load(ConfigSection& section) {
    DatabaseSettings settings;
    settings.url = section.text("database_url");
    settings.connections = static_cast<std::size_t>(section.integer("database_connections", 1, 256));
    settings.connection_timeout = section.seconds("database_connection_timeout_seconds");
    settings.lock_timeout = section.seconds("database_lock_timeout_seconds");
    settings.work_timeout = section.seconds("database_work_timeout_seconds");
    settings.statement_log = section.text("database_statement_log");
    return settings;
}

struct Database::Implementation {
    Implementation(const DatabaseSettings& database_settings, const metrics::Metrics& all_metrics)
        : settings(database_settings),
          driver(make_driver(settings)),
          statements(settings.statement_log.empty() ? nullptr
                                                    : std::make_unique<StatementLog>(settings.statement_log)),
          pool(settings.connections),
          connections(settings.connections),
          watchdog(settings.connections, settings.work_timeout),
          metrics(all_metrics, settings.connections) {}

    struct Connection {
        bool open = false;
        std::uint64_t generation = 0;
        std::function<void()> cancel;
    };

    void connect(std::size_t position) {
        Connection& connection = connections.at(position);
        connection.open = false;
        pool.at(position).close();
        if (statements) statements->watch(pool.at(position));
        connection.generation = generation.load();
        connection.cancel = driver->open(pool.at(position));
        connection.open = true;
    }

    /// Makes the connection anew where it was lost. Throws Failure(unavailable).
    void make_usable(std::size_t position) {
        const Connection& connection = connections.at(position);
        if (connection.open && connection.generation == generation.load() &&
            driver->is_usable(pool.at(position)))
            return;
        if (Steady::now() < no_attempt_before.load()) {
            throw Failure(ErrorCode::unavailable, "the database could not be reached a moment ago")
                .with_retry_after(retry_after_away_seconds);
        }
        try {
            connect(position);
        } catch (const soci::soci_error& error) {
            no_attempt_before = Steady::now() + pause_after_refusal;
            throw Failure(ErrorCode::unavailable, in_one_line(error.what()))
                .with_retry_after(retry_after_away_seconds);
        }
    }

    void wait_for_connection(std::size_t& position) {
        PoolMetrics::Wait wait(metrics);
        if (!pool.try_lease(position, static_cast<int>(settings.connection_timeout.count()))) {
            throw Failure(ErrorCode::unavailable, "no database connection came free in time")
                .with_retry_after(retry_after_busy_seconds);
        }
        wait.succeed();
    }

    void give_back(std::size_t position) {
        pool.give_back(position);
        metrics.given_back();
    }

    const DatabaseSettings settings;
    const std::unique_ptr<Driver> driver;
    const std::unique_ptr<StatementLog> statements;
    soci::connection_pool pool;
    std::vector<Connection> connections;
    /// Connections of an earlier one are of no use any more.
    std::atomic<std::uint64_t> generation{0};
    std::atomic<Steady::time_point> no_attempt_before{Steady::time_point{}};
    QueryWatchdog watchdog;
    const PoolMetrics metrics;
};

Database::Database(const DatabaseSettings& settings, const metrics::Metrics& metrics)
    : implementation_(std::make_unique<Implementation>(settings, metrics)) {
    for (std::size_t i = 0; i < settings.connections; ++i) {
        try {
            implementation_->connect(i);
        } catch (const soci::soci_error& error) {
            throw std::runtime_error(in_one_line(error.what()));
        }
    }
}

Database::~Database() = default;

void Database::migrate(Migrations migrations) {
    const Driver& driver = *implementation_->driver;
    Lease lease(*this, Lease::without_deadline);
    try {
        driver.begin_migration(lease.session());
        Transaction transaction(lease.session());
        apply_migrations(lease.session(), driver.is_sqlite(), migrations);
        transaction.commit();
    } catch (const soci::soci_error& error) {
        throw std::runtime_error(in_one_line(error.what()));
    }
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

void Database::begin(soci::session& session) {
    session << implementation_->driver->begin();
}

Database::Lease::Lease(Database& database, Deadline deadline) : implementation_(*database.implementation_) {
    implementation_.wait_for_connection(position_);
    try {
        implementation_.make_usable(position_);
        if (deadline == with_deadline) {
            implementation_.watchdog.begin(position_, implementation_.connections.at(position_).cancel);
        }
    } catch (...) {
        implementation_.give_back(position_);
        throw;
    }
}

Database::Lease::~Lease() {
    implementation_.watchdog.end(position_);
    implementation_.give_back(position_);
}

soci::session& Database::Lease::session() {
    return implementation_.pool.at(position_);
}

void Database::Lease::renew_if_away() {
    if (classify_current_exception() != DatabaseFault::away) return;
    // If several notice at the same time, incrementing once is enough.
    std::uint64_t own = implementation_.connections.at(position_).generation;
    implementation_.generation.compare_exchange_strong(own, own + 1);
}

Database::Transaction::~Transaction() {
    if (!open_) return;
    try {
        session_ << connection_sql::rollback;
    } catch (const std::exception&) {
        // The error being handled has already ended the transaction, and is reported itself.
    }
}

void Database::Transaction::commit() {
    session_ << connection_sql::commit;
    open_ = false;
}

Database::Attempts::Attempts(const Database& database)
    : deadline_(Steady::now() + database.implementation_->settings.lock_timeout) {}

void Database::Attempts::go_on_or_throw() {
    const DatabaseFault fault = classify_current_exception();
    const bool lost_a_race = fault == DatabaseFault::constraint && !std::exchange(broke_a_key_, true);
    if (Steady::now() >= deadline_ || (fault != DatabaseFault::conflict && !lost_a_race)) {
        rethrow_as_failure();
    }
    // Random, so that the same transactions do not conflict again.
    const auto most = std::min(longest_pause_after_conflict, std::chrono::milliseconds(1LL << count_));
    count_ = std::min(count_ + 1, 10);
    thread_local std::minstd_rand random{std::random_device{}()};
    std::this_thread::sleep_for(std::chrono::microseconds(
        std::uniform_int_distribution<std::int64_t>(0, std::chrono::microseconds(most).count())(random)));
}

void Database::rethrow_as_failure() {
    const DatabaseFault fault = classify_current_exception();
    try {
        throw;
    } catch (const soci::soci_error& error) {
        const std::string detail = in_one_line(error.what());
        switch (fault) {
            case DatabaseFault::conflict:
            case DatabaseFault::busy:
                throw Failure(ErrorCode::unavailable, detail).with_retry_after(retry_after_busy_seconds);
            case DatabaseFault::away:
                throw Failure(ErrorCode::unavailable, detail).with_retry_after(retry_after_away_seconds);
            case DatabaseFault::storage_full:
                throw Failure(ErrorCode::storage_full, detail);
            case DatabaseFault::constraint:
            case DatabaseFault::other:
                throw;
        }
        throw;
    }
}

}  // namespace trainingzip::database
