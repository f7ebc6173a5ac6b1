#include "api/http/sql_statement.h"

namespace trainingzip::api {

std::string all_of(std::initializer_list<std::string_view> conditions) {
    std::string sql;
    for (const std::string_view condition : conditions) {
        if (condition.empty()) continue;
        if (!sql.empty()) sql += " AND ";
        sql += condition;
    }
    return sql;
}

void execute(soci::statement& statement, const std::string& sql) {
    statement.alloc();
    // The connection itself caches prepared statements (database/prepared_statements.h).
    statement.prepare(sql, soci::details::st_one_time_query);
    statement.define_and_bind();
    statement.execute();
}

PageClause::PageClause(soci::statement& statement, const PageRequest& page, std::string_view first_order)
    : limit_(page.limit()), offset_(page.offset()) {
    if (page.after) {
        after_key_ = page.after->key;
        after_id_ = page.after->id;
        sql_ = " AND " + page.after_condition;
        statement.exchange(soci::use(after_key_, "after_key"));
        statement.exchange(soci::use(after_id_, "after_id"));
    }
    sql_.append(" ORDER BY ").append(first_order).append(page.order_by);
    // A generic plan would assume many rows: with the usual limit as a literal PostgreSQL can cache a plan
    // that fits it.
    if (offset_ == 0 && page.size == PageRequest{}.size) {
        sql_ += " LIMIT " + std::to_string(limit_);
        return;
    }
    sql_ += " LIMIT :limit OFFSET :offset";
    statement.exchange(soci::use(limit_, "limit"));
    statement.exchange(soci::use(offset_, "offset"));
}

}  // namespace trainingzip::api
