#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/community/community_context.h"
#include "api/http/paging.h"
#include "web/request.h"

namespace trainingzip::api {

/// A report about a training or a comment.
struct Report {
    std::int64_t id = 0;
    std::int64_t training_id = 0;  ///< Of a comment: the training on which it was made.
    std::int64_t comment_id = 0;   ///< 0: it is about the training.
    std::string comment;           ///< Its message.
    std::int64_t reporter_id = 0;
    std::string reporter;  ///< Nickname.
    std::string reason;
    std::string text;
    std::int64_t created_at = 0;    ///< Unix milliseconds.
    std::int64_t resolved_at = -1;  ///< Unix milliseconds; -1: open.
    std::int64_t resolved_by = 0;   ///< An admin; 0: nobody, or the account is gone.
};

std::int64_t count_reports(soci::session& session, bool open_only);
std::vector<Report> find_reports(soci::session& session, bool open_only, const PageRequest& page);
/// Throws Failure(report_not_found).
Report require_report(soci::session& session, std::int64_t id);

/// The sort key of a cursor.
std::int64_t cursor_key(const Report& report, std::string_view column);

boost::json::object report_answer(const web::Request& request, const Report& report);

}  // namespace trainingzip::api
