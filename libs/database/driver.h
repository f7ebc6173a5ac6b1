#pragma once

#include <functional>
#include <memory>
#include <string_view>

namespace soci {
class session;
}

namespace trainingzip::database {

struct DatabaseSettings;

/// The differences between the databases below SQL. Thread-safe, with one session for each thread.
class Driver {
  public:
    virtual ~Driver() = default;

    /// Connects a session that is not open. The returned function cancels the statement that the session is
    /// waiting for, if any; it may be called from any thread until the session is closed. Throws
    /// soci::soci_error.
    virtual std::function<void()> open(soci::session& session) const = 0;

    /// Whether an idle session is still usable, as far as can be told without blocking.
    virtual bool is_usable(soci::session& session) const = 0;

    /// Begins a transaction that may write from its first statement and is isolated from concurrent ones.
    virtual std::string_view begin() const = 0;

    /// Begins the transaction for the migrations; only one server at a time holds it.
    virtual void begin_migration(soci::session& session) const = 0;

    virtual bool is_sqlite() const = 0;
};

/// Throws ConfigError for a url of another form.
std::unique_ptr<Driver> make_driver(const DatabaseSettings& settings);

/// The two implementations; the scheme of `url` must match.
std::unique_ptr<Driver> make_sqlite_driver(const DatabaseSettings& settings);
std::unique_ptr<Driver> make_postgresql_driver(const DatabaseSettings& settings);

}  // namespace trainingzip::database
