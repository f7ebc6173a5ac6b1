// The header of the driver is written with the old style of C++.
#include "database/sqlite_sessions.h"

#include <memory>
#include <string>
#include <utility>

#include "database/forwarding_backend.h"
#include "database/lru_cache.h"
#include "database/prepared_statements.h"

namespace trainingzip::database {
namespace {

struct Finalize {
    void operator()(sqlite_api::sqlite3_stmt* statement) const { sqlite_api::sqlite3_finalize(statement); }
};
using Compiled = std::unique_ptr<sqlite_api::sqlite3_stmt, Finalize>;

class Session final : public ForwardingSession<soci::sqlite3_session_backend> {
  public:
    using ForwardingSession::ForwardingSession;

    soci::details::statement_backend* make_statement_backend() override;

    bool get_last_insert_id(soci::session& session, const std::string& table, long long& id) override {
        return inner().get_last_insert_id(session, table, id);
    }

    /// Null when there is none. While it is away, another is compiled for the same text.
    Compiled take(const std::string& query) { return idle_.take(query).value_or(nullptr); }

    void give_back(std::string query, Compiled statement) {
        if (!idle_.find(query)) idle_.add(std::move(query), std::move(statement));
    }

  private:
    /// Gone before the connection is.
    LruCache<Compiled> idle_{most_prepared_statements};
};

class Statement final : public ForwardingStatement<soci::sqlite3_statement_backend> {
  public:
    explicit Statement(Session& session)
        : ForwardingStatement(
              std::unique_ptr<soci::sqlite3_statement_backend>(session.inner().make_statement_backend())),
          session_(session) {}

    void prepare(const std::string& query, soci::details::statement_type kind) override {
        give_back();
        if (Compiled kept = session_.take(query)) {
            inner_->stmt_ = kept.release();
            inner_->databaseReady_ = true;
        } else {
            inner_->prepare(query, kind);
        }
        query_ = query;
    }

    void clean_up() override {
        give_back();
        inner_->clean_up();
    }

  private:
    void give_back() {
        if (inner_->stmt_ == nullptr || !is_cacheable(query_)) return;
        Compiled statement(std::exchange(inner_->stmt_, nullptr));
        // Ends the read, and clears bindings that point to texts of the caller.
        sqlite_api::sqlite3_reset(statement.get());
        sqlite_api::sqlite3_clear_bindings(statement.get());
        session_.give_back(std::move(query_), std::move(statement));
    }

    Session& session_;
    std::string query_;
};

soci::details::statement_backend* Session::make_statement_backend() {
    return std::make_unique<Statement>(*this).release();
}

}  // namespace

soci::details::session_backend* SqliteSessions::make_session(
    const soci::connection_parameters& parameters) const {
    // The symbols of the factory class are hidden as well.
    auto* const inner = soci::factory_sqlite3()->make_session(parameters);
    return std::make_unique<Session>(std::unique_ptr<soci::sqlite3_session_backend>(
                                         static_cast<soci::sqlite3_session_backend*>(inner)))
        .release();
}

soci::sqlite3_session_backend& sqlite_backend(soci::session& session) {
    return static_cast<Session*>(session.get_backend())->inner();
}

}  // namespace trainingzip::database
