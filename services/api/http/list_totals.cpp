#include "api/http/list_totals.h"

#include <soci/soci.h>

#include "api/http/list_totals_sql.h"

namespace trainingzip::api {

std::int64_t count_list(soci::session& session, const CountedList& list) {
    std::int64_t count = 0;
    if (list.name) {
        session << counts_sql::select_one, soci::into(count), soci::use(list.list, "list"),
            soci::use(*list.name, "name");
    } else {
        session << counts_sql::select_all, soci::into(count), soci::use(list.list, "list");
    }
    return count;
}

void add_up_list_changes(database::Database& database) {
    // A transaction would keep other writers of SQLite waiting.
    const bool has_changes = database.with_session([](soci::session& session) {
        std::int64_t change = 0;
        session << counts_sql::select_any_change, soci::into(change);
        return session.got_data();
    });
    if (!has_changes) return;
    // All statements of a transaction see the same rows: those are removed that were added.
    database.in_transaction([](soci::session& session) {
        session << counts_sql::add_up;
        session << counts_sql::remove_changes;
        session << counts_sql::remove_empty;
    });
}

}  // namespace trainingzip::api
