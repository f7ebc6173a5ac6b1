// The header of the driver is written with the old style of C++.
#include "database/postgresql_sessions.h"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "database/connection_sql.h"
#include "database/forwarding_backend.h"
#include "database/lru_cache.h"
#include "database/prepared_statements.h"

namespace trainingzip::database {
namespace {

using soci::details::st_one_time_query;
using soci::details::st_repeatable_query;

/// Errors of PostgreSQL's manual, appendix A.
constexpr const char* serialization_failure = "40001";
constexpr std::string_view feature_not_supported = "0A000";  ///< "cached plan must not change result type"
constexpr std::string_view invalid_statement_name = "26000";

class Session final : public ForwardingSession<soci::postgresql_session_backend> {
  public:
    using ForwardingSession::ForwardingSession;

    soci::details::statement_backend* make_statement_backend() override;

    bool in_transaction() { return PQtransactionStatus(inner().conn_) != PQTRANS_IDLE; }

    /// The name that the server has for a statement, empty while it was used once; null when it was not.
    std::string* find(const std::string& query) { return names_.find(query); }

    void add(const std::string& query) {
        const auto gone = names_.add(query, {});
        if (gone && !gone->empty())
            execute(fmt::format(connection_sql::deallocate_postgresql, fmt::arg("statement", *gone)));
    }

    void forget_all() {
        names_.clear();
        execute(std::string(connection_sql::deallocate_all_postgresql));
    }

  private:
    /// What a transaction that has failed refuses to drop stays in the server, unused, until the connection
    /// ends.
    void execute(const std::string& command) { PQclear(PQexec(inner().conn_, command.c_str())); }

    LruCache<std::string> names_{most_prepared_statements};
};

class Statement final : public ForwardingStatement<soci::postgresql_statement_backend> {
  public:
    explicit Statement(Session& session)
        : ForwardingStatement(
              std::unique_ptr<soci::postgresql_statement_backend>(session.inner().make_statement_backend())),
          session_(session) {}

    /// The driver would drop a statement that has a name.
    ~Statement() override { inner_->statementName_.clear(); }

    void prepare(const std::string& query, soci::details::statement_type) override {
        std::string* const name = is_cacheable(query) ? session_.find(query) : nullptr;
        if (name && name->empty()) {
            inner_->prepare(query, st_repeatable_query);
            *name = inner_->statementName_;
            return;
        }
        inner_->prepare(query, st_one_time_query);
        if (name) {
            inner_->statementName_ = *name;
            inner_->stType_ = st_repeatable_query;
        } else if (is_cacheable(query)) {
            session_.add(query);
        }
    }

    exec_fetch_result execute(int number) override {
        return unless_stale([&] { return inner_->execute(number); });
    }

    int prepare_for_describe() override {
        return unless_stale([&] { return inner_->prepare_for_describe(); });
    }

  private:
    template <typename Action>
    std::invoke_result_t<Action> unless_stale(const Action& action) {
        try {
            return action();
        } catch (const soci::postgresql_soci_error& error) {
            const std::string code = error.sqlstate();
            if (inner_->stType_ != st_repeatable_query ||
                (code != feature_not_supported && code != invalid_statement_name)) {
                throw;
            }
            session_.forget_all();
            if (session_.in_transaction()) {
                throw soci::postgresql_soci_error(error.what(), serialization_failure);
            }
        }
        inner_->statementName_.clear();
        inner_->stType_ = st_one_time_query;
        return action();
    }

    Session& session_;
};

soci::details::statement_backend* Session::make_statement_backend() {
    return std::make_unique<Statement>(*this).release();
}

}  // namespace

soci::details::session_backend* PostgresqlSessions::make_session(
    const soci::connection_parameters& parameters) const {
    // The symbols of the factory class are hidden as well.
    auto* const inner = soci::factory_postgresql()->make_session(parameters);
    return std::make_unique<Session>(std::unique_ptr<soci::postgresql_session_backend>(
                                         static_cast<soci::postgresql_session_backend*>(inner)))
        .release();
}

soci::postgresql_session_backend& postgresql_backend(soci::session& session) {
    return static_cast<Session*>(session.get_backend())->inner();
}

}  // namespace trainingzip::database
