#include "api/community/reports/create.h"

#include <soci/soci.h>

#include <array>
#include <boost/json/object.hpp>
#include <optional>

#include "api/catalogue/trainings/training_store.h"
#include "api/community/comments/comment_store.h"
#include "api/community/reports/reports_sql.h"
#include "api/http/hal.h"
#include "api/http/optional_fields.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::array<std::string_view, 5> reasons = {"spam", "offensive", "dangerous", "copyright", "other"};
constexpr std::size_t longest_text = 2000;

struct ReportFields {
    std::optional<std::int64_t> training_id;  ///< One of these two.
    std::optional<std::int64_t> comment_id;
    std::string reason;
    std::string text;

    static ReportFields read(const web::Request& request) {
        const web::JsonBody body(request, {"trainingId", "commentId", "reason", "text"});
        return web::read_fields(body, [](web::BodyFields& fields) {
            ReportFields report;
            report.training_id = optional_id(fields, "trainingId");
            report.comment_id = optional_id(fields, "commentId");
            const bool has_training = fields.find("trainingId") != nullptr;
            if (has_training == (fields.find("commentId") != nullptr)) {
                fields.add_type_problem("trainingId", has_training ? "unknown" : "required");
            }
            require_field(fields, "reason");
            report.reason = optional_choice(fields, "reason", reasons).value_or("");
            if (fields.find("text") != nullptr) report.text = fields.text("text", 0, longest_text);
            return report;
        });
    }
};

}  // namespace

web::Response create_report(const CommunityContext& context, const web::Request& request,
                            const auth::Principal& caller) {
    const ReportFields report = ReportFields::read(request);
    const std::int64_t now = context.now();
    const std::int64_t id = context.database.in_transaction([&](soci::session& session) {
        if (report.training_id) {
            require_visible(session, *report.training_id, &caller);
        } else {
            require_visible_comment(session, *report.comment_id, &caller);
        }
        const std::int64_t subject = report.training_id.value_or(report.comment_id.value_or(0));
        std::int64_t created = 0;
        session << (report.training_id ? reports_sql::insert_of_training : reports_sql::insert_of_comment),
            soci::into(created), soci::use(caller.user_id, "reporter"), soci::use(subject, "subject"),
            soci::use(report.reason, "reason"), soci::use(report.text, "text"), soci::use(now, "now");
        if (!session.got_data()) throw Failure(ErrorCode::already_reported, "reported before");
        return created;
    });
    return web::Response::hal(
        boost::json::object{{"reportId", id},
                            {"_links", make_links(request, {{"profile", profile_path("create-report")}})}},
        201);
}

}  // namespace trainingzip::api
