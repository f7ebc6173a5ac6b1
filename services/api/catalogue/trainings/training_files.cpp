#include "api/catalogue/trainings/training_files.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/trainings_sql.h"
#include "domain/training_access.h"

namespace trainingzip::api {
namespace {

bool is_open(soci::session& session, std::int64_t training_id) {
    std::string visibility;
    int hidden = 0;
    session << trainings_sql::select_access, soci::into(visibility), soci::into(hidden),
        soci::use(training_id, "id");
    return session.got_data() && domain::is_open(visibility, hidden != 0);
}

}  // namespace

void close_if_needed(const CatalogueContext& context, soci::session& session, std::int64_t training_id) {
    if (!is_open(session, training_id)) context.storage.restrict(training_id);
}

void open_if_allowed(const CatalogueContext& context, std::int64_t training_id) {
    if (!context.storage.access_mark(training_id)) return;
    context.database.in_transaction([&](soci::session& session) {
        // A concurrent change of the training waits for this lock, and then restricts the files again.
        session << trainings_sql::lock, soci::use(training_id, "id");
        if (is_open(session, training_id)) context.storage.make_public(training_id);
    });
}

MediaLinks::MediaLinks(const CatalogueContext& context, std::int64_t training_id)
    : base_("/streaming/training/" + std::to_string(training_id) + "/") {
    const auto mark = context.storage.access_mark(training_id);
    if (!mark) return;
    ticket_ = context.signer.media_ticket(training_id, *mark, context.media_ticket_lifetime);
}

std::string MediaLinks::path(std::string_view file) const {
    return base_ + std::string(file) + (ticket_.empty() ? "" : "?ticket=" + ticket_);
}

void remove_files(const storage::VideoStorage& storage, std::int64_t training_id, const Logger& logger) {
    try {
        storage.remove_training(training_id);
    } catch (const std::exception& error) {
        logger.error("files_not_removed", {{"training_id", training_id}, {"reason", error.what()}});
    }
}

}  // namespace trainingzip::api
