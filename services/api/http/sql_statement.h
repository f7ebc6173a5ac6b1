#pragma once

#include <soci/soci.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "api/http/paging.h"

namespace trainingzip::api {

/// The conditions joined by AND; empty ones are left out.
std::string all_of(std::initializer_list<std::string_view> conditions);

/// Prepares and executes a statement that has got its into() and use(); its rows are fetched next.
void execute(soci::statement& statement, const std::string& sql);

/// ORDER BY, LIMIT and OFFSET of a page, behind the condition of its cursor where it has one. Gives their
/// values to the statement; keeps them, since a statement takes addresses.
class PageClause {
  public:
    PageClause(soci::statement& statement, const PageRequest& page, std::string_view first_order = {});
    PageClause(const PageClause&) = delete;
    PageClause& operator=(const PageClause&) = delete;

    /// Belongs behind the conditions of a WHERE; begins with a space.
    const std::string& sql() const { return sql_; }

  private:
    std::int64_t limit_;
    std::int64_t offset_;
    std::int64_t after_key_ = 0;
    std::int64_t after_id_ = 0;
    std::string sql_;
};

}  // namespace trainingzip::api
