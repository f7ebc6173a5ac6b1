#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "base/config.h"
#include "database/migrations.h"
#include "metrics/metrics.h"

namespace soci {
class session;
}

namespace trainingzip::database {

struct DatabaseSettings {
    std::string url;              ///< "sqlite:FOLDER/file", "sqlite:///FOLDER/file" or "postgresql://...".
    std::size_t connections = 4;  ///< Open at once; statements beyond that wait.
    std::chrono::milliseconds connection_timeout{3'000};  ///< Longest wait for a free connection.
    std::chrono::milliseconds lock_timeout{5'000};        ///< Longest wait for a lock of another writer.
    std::chrono::milliseconds work_timeout{30'000};  ///< Longest time for with_session(), in_transaction().
    std::string statement_log{};                     ///< File for a StatementLog, or empty.

    /// Reads database_url, database_connections, database_connection_timeout_seconds,
    /// database_lock_timeout_seconds, database_work_timeout_seconds and database_statement_log.
    static DatabaseSettings load(ConfigSection& section);
};

/// How long a server waits while another one runs the migrations.
inline constexpr std::chrono::milliseconds migration_patience{600'000};

/// A pool of connections to the database, through SOCI. Thread-safe.
///
/// SQLite runs in WAL mode with foreign keys on. A commit survives a crash of the process; after a power
/// failure the last commits may be missing, but none is applied in part (synchronous = NORMAL).
///
/// PostgreSQL runs transactions at isolation level SERIALIZABLE, which is what SQLite does anyway. A
/// connection that was lost, or that was opened while the server was read-only, is reopened when it is next
/// needed.
class Database {
  public:
    /// Opens every connection; for SQLite creates the file and its folder if they do not exist. Throws
    /// ConfigError for an unsupported URL, another exception when the database cannot be opened.
    explicit Database(const DatabaseSettings& settings, const metrics::Metrics& metrics = {});
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Migrates the schema to the last of these migrations, under a lock, so that servers may start at the
    /// same time. Throws std::runtime_error when the database has had more migrations than these, or when
    /// one fails.
    void migrate(Migrations migrations);

    /// Empty when the schema exists and can be read, otherwise the reason. May block: do not call it from
    /// /readyz.
    std::string check();

    /// Calls work(soci::session&) on a connection of its own, outside of a transaction.
    ///
    /// Throws Failure(unavailable) with Retry-After when no connection or lock becomes free in time, the
    /// work takes too long or the database is unreachable, Failure(storage_full) when its disk is full;
    /// other errors remain soci::soci_error.
    template <typename Work>
    std::invoke_result_t<Work, soci::session&> with_session(Work&& work) {
        Lease lease(*this);
        try {
            return std::forward<Work>(work)(lease.session());
        } catch (...) {
            lease.renew_if_away();
            rethrow_as_failure();
        }
    }

    /// Like with_session(), in one transaction that may write from its first statement: committed when work
    /// returns, rolled back when it throws.
    ///
    /// Work that conflicts with another transaction is retried a few times: its effects besides the
    /// statements must be idempotent.
    template <typename Work>
    std::invoke_result_t<Work, soci::session&> in_transaction(Work&& work) {
        for (Attempts attempts(*this);;) {
            try {
                return transact(work);
            } catch (...) {
                attempts.go_on_or_throw();
            }
        }
    }

  private:
    struct Implementation;

    class Lease {
      public:
        enum Deadline { with_deadline, without_deadline };
        /// Throws Failure(unavailable).
        explicit Lease(Database& database, Deadline deadline = with_deadline);
        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        soci::session& session();
        /// Call only while an exception is handled. The cause affects the other connections too: each is
        /// reopened before it is used again.
        void renew_if_away();

      private:
        Implementation& implementation_;
        std::size_t position_ = 0;
    };

    /// A transaction that the session has already begun; rolls back on destruction unless committed.
    class Transaction {
      public:
        explicit Transaction(soci::session& session) : session_(session) {}
        ~Transaction();
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        void commit();

      private:
        soci::session& session_;
        bool open_ = true;
    };

    class Attempts {
      public:
        explicit Attempts(const Database& database);
        /// Call only while an exception is handled. Returns, after a pause, if the work should be retried;
        /// otherwise rethrows.
        void go_on_or_throw();

      private:
        const std::chrono::steady_clock::time_point deadline_;
        int count_ = 0;
        bool broke_a_key_ = false;
    };

    template <typename Work>
    std::invoke_result_t<Work, soci::session&> transact(Work& work) {
        Lease lease(*this);
        try {
            begin(lease.session());
            Transaction transaction(lease.session());
            if constexpr (std::is_void_v<std::invoke_result_t<Work, soci::session&>>) {
                work(lease.session());
                transaction.commit();
            } else {
                auto result = work(lease.session());
                transaction.commit();
                return result;
            }
        } catch (...) {
            lease.renew_if_away();
            throw;
        }
    }

    void begin(soci::session& session);
    /// Call only while an exception is handled.
    [[noreturn]] static void rethrow_as_failure();

    std::unique_ptr<Implementation> implementation_;
};

}  // namespace trainingzip::database
