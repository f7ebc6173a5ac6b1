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

/// How long a server waits for another that migrates.
inline constexpr std::chrono::milliseconds migration_patience{600'000};

/// Connections to the one database, through SOCI. Safe to use from several threads.
///
/// SQLite runs in WAL mode with foreign keys on. A commit survives the death of the process; the last
/// commits before a loss of power may be missing, never half there (synchronous = NORMAL).
///
/// PostgreSQL runs transactions one as if after the other (SERIALIZABLE), as SQLite does. A connection that
/// was lost, or that began when the server only read, is made anew when it is needed next.
class Database {
  public:
    /// Opens every connection and creates the file (and its folder) of SQLite where it does not exist.
    /// Throws ConfigError for a url of another form, an exception of another kind when it cannot be opened.
    explicit Database(const DatabaseSettings& settings, const metrics::Metrics& metrics = {});
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Brings the schema to the last of these migrations, under a lock, so that servers may start together.
    /// Throws std::runtime_error when the database has had more of them or one fails.
    void migrate(Migrations migrations);

    /// Empty when the schema is there and can be read, else the reason. May block: /readyz must not call it.
    std::string check();

    /// Calls work(soci::session&) on a connection of its own; each statement stands alone.
    ///
    /// Throws Failure(unavailable) with Retry-After when no connection or lock comes free in time, the work
    /// takes too long or the database is away, Failure(storage_full) when its disk is full; other faults stay
    /// soci::soci_error.
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
    /// Work that met other work is done again, a few times: what it does besides statements must bear that.
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
        /// Call only while an exception is handled. What made this connection useless did so to the others:
        /// each is made anew before it is used again.
        void renew_if_away();

      private:
        Implementation& implementation_;
        std::size_t position_ = 0;
    };

    /// Of a session that has begun one; rolls back what is not committed.
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
        /// Call only while an exception is handled. Returns, after a pause, when it is worth trying again.
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
