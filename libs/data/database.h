#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "base/config.h"
#include "metrics/metrics.h"

namespace soci {
class session;
}

namespace trainingzip::data {

struct DatabaseSettings {
    std::string url;              ///< "sqlite:FOLDER/file", "sqlite:///FOLDER/file" or "postgresql://...".
    std::size_t connections = 4;  ///< Open at once; statements beyond that wait.
    std::chrono::milliseconds connection_timeout{3'000};  ///< Longest wait for a free connection.
    std::chrono::milliseconds lock_timeout{5'000};        ///< Longest wait for a lock of another writer.

    /// Reads database_url, database_connections, database_connection_timeout_seconds and
    /// database_lock_timeout_seconds.
    static DatabaseSettings load(ConfigSection& section);
};

/// Connections to the one database, through SOCI. Safe to use from several threads.
///
/// SQLite runs in WAL mode with foreign keys on. A commit survives the death of the process; the last
/// commits before a loss of power may be missing, never half there (synchronous = NORMAL).
class Database {
  public:
    /// Opens every connection and creates the file (and its folder) of SQLite where it does not exist.
    /// Throws ConfigError for a url of another form, std::runtime_error when it cannot be opened.
    explicit Database(const DatabaseSettings& settings, const metrics::Metrics& metrics = {});
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Brings the schema to the version that this program knows, under a lock, so that servers may start
    /// together. Throws std::runtime_error when the schema is newer than this program.
    void migrate();

    /// Empty when the schema is there and can be read, else the reason. May block: /readyz must not call it.
    std::string check();

    /// Calls work(soci::session&) on a connection of its own; each statement stands alone.
    ///
    /// Throws Failure(unavailable) with Retry-After when no connection or lock comes free in time or the
    /// database is away, Failure(storage_full) when its disk is full; other faults stay soci::soci_error.
    template <typename Work>
    std::invoke_result_t<Work, soci::session&> with_session(Work&& work) {
        Lease lease(*this);
        try {
            return std::forward<Work>(work)(lease.session());
        } catch (...) {
            rethrow_as_failure();
        }
    }

    /// Like with_session(), in one transaction that may write from its first statement: committed when work
    /// returns, rolled back when it throws.
    template <typename Work>
    std::invoke_result_t<Work, soci::session&> in_transaction(Work&& work) {
        Lease lease(*this);
        try {
            Transaction transaction(lease.session());
            if constexpr (std::is_void_v<std::invoke_result_t<Work, soci::session&>>) {
                std::forward<Work>(work)(lease.session());
                transaction.commit();
            } else {
                auto result = std::forward<Work>(work)(lease.session());
                transaction.commit();
                return result;
            }
        } catch (...) {
            rethrow_as_failure();
        }
    }

  private:
    class Lease {
      public:
        explicit Lease(Database& database);
        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        soci::session& session();

      private:
        Database& database_;
        std::size_t position_ = 0;
    };

    class Transaction {
      public:
        explicit Transaction(soci::session& session);
        ~Transaction();
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        void commit();

      private:
        soci::session& session_;
        bool open_ = true;
    };

    /// Call only while an exception is handled.
    [[noreturn]] static void rethrow_as_failure();

    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace trainingzip::data
