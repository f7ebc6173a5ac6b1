#include "domain/training_access.h"

#include <fmt/format.h>
#include <soci/soci.h>

namespace trainingzip::domain {

TrainingRight training_right(soci::session& session, std::int64_t training_id,
                             const auth::Principal* caller) {
    const Viewer viewer(caller);
    std::int64_t owner = 0;
    session << fmt::format(training_access_sql::select_owner,
                           fmt::arg("visible", training_access_sql::visible)),
        soci::into(owner), soci::use(training_id, "id"), soci::use(viewer.id, "viewer"),
        soci::use(viewer.admin, "viewer_admin");
    if (!session.got_data()) return TrainingRight::none;
    return owner == viewer.id ? TrainingRight::change : TrainingRight::see;
}

}  // namespace trainingzip::domain
