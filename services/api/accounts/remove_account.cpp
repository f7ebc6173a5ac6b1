#include "api/accounts/remove_account.h"

#include <soci/soci.h>

#include <vector>

#include "api/accounts/account_rules.h"
#include "api/accounts/accounts_sql.h"
#include "api/accounts/confirm_password.h"
#include "api/accounts/token_answer.h"
#include "api/catalogue/trainings/training_files.h"
#include "api/catalogue/trainings/view_counter.h"
#include "api/catalogue/trainings/views_sql.h"
#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

std::vector<std::int64_t> trainings_of(soci::session& session, std::int64_t user_id) {
    std::int64_t id = 0;
    soci::statement statement =
        (session.prepare << accounts_sql::select_trainings, soci::into(id), soci::use(user_id, "user_id"));
    statement.execute();
    std::vector<std::int64_t> found;
    while (statement.fetch()) found.push_back(id);
    return found;
}

/// The operator relies on this account, and its id could never belong to an admin again.
void refuse_first_admin(const AccountsContext& context, const std::string& login_id) {
    if (login_id != context.settings.first_admin) return;
    throw Failure(ErrorCode::own_account, "the account of first_admin_id would leave");
}

/// Deletes the row, and with it everything that refers to it; the login id stays taken.
void replace_user(const AccountsContext& context, soci::session& session, std::int64_t user_id,
                  const std::string& password_hash) {
    std::string login_id;
    session << accounts_sql::select_login_id, soci::into(login_id), soci::use(user_id, "id"),
        soci::use(password_hash, "password_hash");
    // Another session changed the account and ended this one.
    if (!session.got_data()) {
        throw Failure(ErrorCode::refresh_token_revoked, "the account was changed meanwhile");
    }
    refuse_first_admin(context, login_id);
    session << accounts_sql::remove_thumbnails, soci::use(user_id, "id");
    session << accounts_sql::remove_profile_picture, soci::use(user_id, "id");
    const std::string viewer = viewer_name(user_id);
    session << views_sql::forget_viewer, soci::use(viewer, "viewer");
    session << accounts_sql::remove_user, soci::use(user_id, "id");
    // No nickname has a line break, so this key is nobody's.
    const std::string key = "\n" + login_id;
    const std::int64_t now = context.now();
    session << accounts_sql::insert_withdrawn, soci::use(login_id, "login_id"), soci::use(key, "key"),
        soci::use(now, "now");
}

}  // namespace

web::Response remove_account(const AccountsContext& context, const web::Request& request,
                             const auth::Principal& caller) {
    const web::JsonBody body(request, {"password"});
    const std::string password = web::read_fields(
        body, [](web::BodyFields& fields) { return fields.any_text("password", 0, longest_attempt); });
    const std::string hash = confirm_password(context, caller, password);
    const auto trainings = context.database.in_transaction([&](soci::session& session) {
        auto found = trainings_of(session, caller.user_id);
        replace_user(context, session, caller.user_id, hash);
        return found;
    });
    // After the commit: a row without its files would be a broken training.
    for (const std::int64_t id : trainings) remove_files(context.storage, id, context.logger);
    web::Response response = web::Response::empty();
    clear_refresh_cookie(response);
    return response;
}

}  // namespace trainingzip::api
