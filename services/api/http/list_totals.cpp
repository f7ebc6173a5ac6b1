#include "api/http/list_totals.h"

#include <soci/soci.h>

#include "api/http/list_totals_sql.h"

namespace trainingzip::api {

std::int64_t list_total(soci::session& session, const CountedList& list) {
    std::int64_t count = 0;
    if (list.name) {
        session << list_totals_sql::select_one, soci::into(count), soci::use(list.list, "list"),
            soci::use(*list.name, "name");
    } else {
        session << list_totals_sql::select_all, soci::into(count), soci::use(list.list, "list");
    }
    return count;
}

void add_up_list_changes(database::Database& database) {
    // A transaction would block other writers of SQLite.
    const bool has_changes = database.with_session([](soci::session& session) {
        std::int64_t change = 0;
        session << list_totals_sql::select_any_change, soci::into(change);
        return session.got_data();
    });
    if (!has_changes) return;
    // All statements of the transaction see the same snapshot: exactly the rows that were added up are
    // removed.
    database.in_transaction([](soci::session& session) {
        session << list_totals_sql::add_up;
        session << list_totals_sql::remove_changes;
        session << list_totals_sql::remove_empty;
    });
}

}  // namespace trainingzip::api
