#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "base/encoding.h"
#include "database/connection_sql.h"
#include "database/database.h"
#include "database/driver.h"
#include "database/postgresql_sessions.h"

namespace trainingzip::database {
namespace {

using Parameters = std::map<std::string, std::string>;

/// The parts of a url, by the names of libpq.
Parameters parse(const std::string& url) {
    char* problem = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(url.c_str(), &problem), PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> holder(problem, PQfreemem);
    // The message of libpq may contain the password.
    if (!options) throw ConfigError("database_url is not a postgresql:// url that can be read");
    Parameters parameters;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr) parameters[option->keyword] = option->val;
    }
    return parameters;
}

/// A url without spaces, which SOCI would change.
std::string to_url(const Parameters& parameters) {
    std::string url = "postgresql://";
    char separator = '?';
    for (const auto& [name, value] : parameters) {
        url += separator + name + "=";
        for (const char c : value) url += "%" + hex_encode(as_bytes({&c, 1}));
        separator = '&';
    }
    return url;
}

PGconn* connection_of(soci::session& session) {
    return postgresql_backend(session).conn_;
}

/// A socket of its own descriptor, so that it can be shut down by another thread whatever libpq does.
class Socket {
  public:
    explicit Socket(int descriptor) : descriptor_(::dup(descriptor)) {
        if (descriptor_ < 0) throw std::runtime_error("no descriptor is left for the database");
    }
    ~Socket() { ::close(descriptor_); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    void shut_down() const { ::shutdown(descriptor_, SHUT_RDWR); }

  private:
    const int descriptor_;
};

class PostgresqlDriver final : public Driver {
  public:
    explicit PostgresqlDriver(const DatabaseSettings& settings)
        : lock_timeout_(settings.lock_timeout), work_timeout_(settings.work_timeout) {
        Parameters parameters = parse(settings.url);
        const auto connect_seconds =
            std::chrono::ceil<std::chrono::seconds>(settings.connection_timeout).count();
        // Parameters in the URL take precedence. libpq treats 1 second as 2.
        parameters.try_emplace("connect_timeout", std::to_string(std::max<long long>(2, connect_seconds)));
        parameters.try_emplace("tcp_user_timeout", std::to_string(work_timeout_.count()));
        parameters.try_emplace("application_name", "trainingzip");
        parameters["client_encoding"] = "UTF8";
        url_ = to_url(parameters);
    }

    std::function<void()> open(soci::session& session) const override {
        session.open(sessions_, url_);
        session << connection_sql::with_milliseconds(connection_sql::lock_timeout_postgresql, lock_timeout_);
        session << connection_sql::with_milliseconds(connection_sql::statement_timeout_postgresql,
                                                     work_timeout_);
        session << connection_sql::with_milliseconds(connection_sql::idle_timeout_postgresql, work_timeout_);
        session << connection_sql::bytes_postgresql;
        const auto socket = std::make_shared<Socket>(PQsocket(connection_of(session)));
        return [socket] { socket->shut_down(); };
    }

    bool is_usable(soci::session& session) const override {
        PGconn* const connection = connection_of(session);
        pollfd news{PQsocket(connection), POLLIN, 0};
        // A server that went away has said so, or has closed the connection.
        while (news.fd >= 0 && ::poll(&news, 1, 0) > 0) {
            if (PQconsumeInput(connection) == 0) return false;
            news.fd = PQsocket(connection);
        }
        return PQstatus(connection) == CONNECTION_OK && PQtransactionStatus(connection) == PQTRANS_IDLE;
    }

    std::string_view begin() const override { return connection_sql::begin_postgresql; }

    void begin_migration(soci::session& session) const override {
        session << connection_sql::begin_migration_postgresql;
        session << connection_sql::with_milliseconds(connection_sql::local_lock_timeout_postgresql,
                                                     migration_patience);
        session << connection_sql::local_statement_timeout_postgresql;
        session << connection_sql::lock_migration_postgresql;
        std::string encoding;
        session << connection_sql::encoding_postgresql, soci::into(encoding);
        if (encoding != "UTF8")
            throw std::runtime_error("the database has the encoding " + encoding +
                                     ", it must be made with UTF8");
        int knows_letters = 0;
        session << connection_sql::knows_letters_postgresql, soci::into(knows_letters);
        if (knows_letters == 0)
            throw std::runtime_error(
                "the locale of the database knows no letters beyond ASCII, it must be made with one of UTF-8 "
                "such as C.UTF-8");
    }

    bool is_sqlite() const override { return false; }

  private:
    const std::chrono::milliseconds lock_timeout_;
    const std::chrono::milliseconds work_timeout_;
    std::string url_;
    const PostgresqlSessions sessions_;
};

}  // namespace

std::unique_ptr<Driver> make_postgresql_driver(const DatabaseSettings& settings) {
    return std::make_unique<PostgresqlDriver>(settings);
}

}  // namespace trainingzip::database
