#pragma once

#include <functional>
#include <memory>
#include <string_view>

namespace soci {
class session;
}

namespace trainingzip::database {

struct DatabaseSettings;

/// What differs between the databases, below SQL. Safe to use from several threads, each with its own
/// session.
class Driver {
  public:
    virtual ~Driver() = default;

    /// Connects a session that is not open. What it returns may be called from any thread while the session
    /// is used, until the session is closed: it ends the statement that the session waits for, if any.
    /// Throws soci::soci_error.
    virtual std::function<void()> open(soci::session& session) const = 0;

    /// Whether an idle session can be used, as far as can be told without waiting.
    virtual bool is_usable(soci::session& session) const = 0;

    /// Begins a transaction that may write from its first statement and sees nothing of others that run at
    /// the same time.
    virtual std::string_view begin() const = 0;

    /// Begins the transaction of the migrations, in which one server at a time is.
    virtual void begin_migration(soci::session& session) const = 0;

    virtual bool is_sqlite() const = 0;
};

/// Throws ConfigError for a url of another form.
std::unique_ptr<Driver> make_driver(const DatabaseSettings& settings);

/// The two kinds; `url` has the right scheme.
std::unique_ptr<Driver> make_sqlite_driver(const DatabaseSettings& settings);
std::unique_ptr<Driver> make_postgresql_driver(const DatabaseSettings& settings);

}  // namespace trainingzip::database
