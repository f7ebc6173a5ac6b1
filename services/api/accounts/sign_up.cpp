#include "api/accounts/sign_up.h"

#include <soci/soci.h>

#include <optional>

#include "api/accounts/account_rules.h"
#include "api/accounts/known_clients.h"
#include "api/accounts/mail/account_mails.h"
#include "api/accounts/new_user.h"
#include "api/accounts/sessions.h"
#include "api/accounts/sign_up_limit.h"
#include "api/accounts/token_answer.h"
#include "api/accounts/work_proof.h"
#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

struct SignUp {
    NewUser user;
    std::string password;
    std::optional<WorkProof> proof;
};

SignUp read_sign_up(const web::Request& request) {
    const web::JsonBody body(request, {"id", "password", "nickName", "email", "proof"});
    SignUp read = web::read_fields(body, [](web::BodyFields& fields) {
        SignUp found;
        found.user.login_id = read_login_id(fields);
        found.password = read_new_password(fields, "password");
        found.user.nick_name = read_nick_name(fields);
        found.user.email = read_email(fields);
        found.proof = read_proof(fields);
        return found;
    });
    read.user.login_id = unique_key(read.user.login_id);
    read.user.set_nick_name(read.user.nick_name);
    return read;
}

void refuse_taken(soci::session& session, const NewUser& user) {
    if (is_login_id_taken(session, user.login_id)) throw Failure(ErrorCode::user_id_taken, user.login_id);
    if (is_nick_name_taken(session, user.nick_name_key)) {
        throw Failure(ErrorCode::nickname_taken, user.nick_name);
    }
}

}  // namespace

web::Response sign_up(const AccountsContext& context, const web::Request& request) {
    SignUp read = read_sign_up(request);
    NewUser& user = read.user;
    // The answer tells which names are taken.
    context.name_checks.take(request.client_address, std::chrono::steady_clock::now());
    const SignUpLimit::Place place = context.sign_ups.place_of(request);
    // Asked first without a lock, so that a taken name costs neither a password hash nor work.
    auto demand = context.database.with_session([&](soci::session& session) {
        refuse_taken(session, user);
        return context.sign_ups.demand(session, place, read.proof, context.clock.now());
    });
    if (demand) return context.sign_ups.refuse(request, place, *demand, context.clock.now());
    user.password_hash = context.passwords.hash(read.password);
    auth::Principal principal{0, user.nick_name, false, {}};
    demand = context.database.in_transaction([&](soci::session& session) {
        refuse_taken(session, user);
        auto demanded = context.sign_ups.demand(session, place, read.proof, context.clock.now());
        if (demanded) return demanded;
        context.sign_ups.count(session, place, read.proof, context.clock.now());
        principal.user_id = insert_user(session, user, context.now());
        try_confirmation_mail(context, session, request, principal.user_id, user.email);
        return demanded;
    });
    if (demand) return context.sign_ups.refuse(request, place, *demand, context.clock.now());
    const auto tokens = start_session(context, principal, user.password_hash, origin_of(request));
    if (!tokens) throw Failure(ErrorCode::sign_in_failed, "locked as soon as signed up");
    web::Response answer = token_answer(context, *tokens, true);
    remember_client(context, request, {user.login_id, principal.user_id, user.password_hash}, answer);
    return answer;
}

}  // namespace trainingzip::api
