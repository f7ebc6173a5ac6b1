#include "api/export/make_export.h"

#include <fmt/format.h>

#include "api/export/export_rows.h"
#include "api/http/spooled_body.h"
#include "auth/user_id.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

// Shorter than the gateway waits for the first byte.
constexpr std::chrono::seconds longest_work{45};

class Export {
  public:
    Export(const ExportContext& context, const ExportOwner& owner)
        : context_(context), owner_(owner), ends_(std::chrono::steady_clock::now() + longest_work) {}

    web::FileBody make(const std::string& date) {
        file_.append(
            fmt::format("{{\"service\":\"Training.zip\",\"exportedDate\":\"{}\",\n\"profile\":", date));
        append_rows(export_profile);
        for (const ExportSection& section : export_sections) {
            file_.append(fmt::format(",\n\"{}\":[", section.name));
            append_rows(section);
            file_.append("]");
        }
        file_.append("}\n");
        return file_.finish();
    }

  private:
    void append_rows(const ExportSection& section) {
        std::string after;
        std::vector<ExportRow> rows;
        do {
            if (std::chrono::steady_clock::now() > ends_) {
                throw Failure(ErrorCode::unavailable, "an export took too long");
            }
            rows = context_.database.with_session(
                [&](soci::session& session) { return next_export_rows(session, owner_, section, after); });
            for (const ExportRow& row : rows) {
                if (!after.empty()) file_.append(",\n");
                file_.append(row.json);
                after = row.key;
            }
        } while (rows.size() == export_batch);
    }

    const ExportContext& context_;
    const ExportOwner& owner_;
    const std::chrono::steady_clock::time_point ends_;
    SpooledBody file_;
};

}  // namespace

web::Response make_export(const ExportContext& context, const web::Request& request,
                          const auth::Principal& caller) {
    const auto place = context.limit.take(caller.user_id, std::chrono::steady_clock::now());
    const std::string date = to_iso8601(context.clock.now());
    const ExportOwner owner{caller.user_id, request};
    web::FileBody file = Export(context, owner).make(date);
    context.logger.info("data_exported", {{"user_id", auth::user_id_text(caller.user_id)},
                                          {"bytes", static_cast<std::int64_t>(file.length)}});
    web::Response response;
    response.headers.set("Content-Type", "application/json");
    response.headers.set("Content-Disposition",
                         fmt::format("attachment; filename=\"training-zip-{}.json\"", date.substr(0, 10)));
    response.headers.set("Cache-Control", "no-store");
    response.body = std::move(file);
    return response;
}

}  // namespace trainingzip::api
