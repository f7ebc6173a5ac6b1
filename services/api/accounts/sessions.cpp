#include "api/accounts/sessions.h"

#include <soci/soci.h>

#include <algorithm>

#include "api/accounts/sessions_sql.h"
#include "api/accounts/successor_seal.h"
#include "auth/jwt.h"
#include "auth/user_id.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/ids.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_user_agent = 400;

std::string hash_of(std::string_view token_id) {
    return hex_encode(sha256(as_bytes(token_id)));
}

struct NewToken {
    auth::RefreshClaims claims;
    std::string text;
};

/// A token that does not outlive its session.
NewToken make_refresh_token(const AccountsContext& context, std::int64_t user_id, UtcTime session_end) {
    const UtcTime now = context.clock.now();
    const UtcTime end = std::min<UtcTime>(now + context.settings.refresh_token_lifetime, session_end);
    auth::RefreshClaims claims{user_id, random_token(32), now, end};
    std::string text = context.signer.refresh_token(claims);
    return {std::move(claims), std::move(text)};
}

void insert(soci::session& session, const NewToken& token, const std::string& sign_in) {
    const std::string hash = hash_of(token.claims.id);
    const std::int64_t now = to_unix_milliseconds(token.claims.issued_at);
    const std::int64_t expires_at = to_unix_milliseconds(token.claims.expires_at);
    session << sessions_sql::insert_token, soci::use(sign_in, "sign_in_id"), soci::use(hash, "token_hash"),
        soci::use(now, "now"), soci::use(expires_at, "expires_at");
}

std::optional<auth::Principal> find_principal(soci::session& session, std::int64_t user_id,
                                              const std::string& session_id, std::int64_t now) {
    auth::Principal principal{user_id, {}, false, session_id};
    std::string role;
    session << sessions_sql::select_principal, soci::into(principal.nick_name), soci::into(role),
        soci::use(session_id, "sign_in_id"), soci::use(user_id, "user_id"), soci::use(now, "now");
    if (!session.got_data()) return std::nullopt;
    principal.admin = role == "ADMIN";
    return principal;
}

/// The id of a token that we issued ourselves.
std::string id_of(std::string_view token) {
    return std::string(auth::parse_token(token).claims.at("jti").as_string());
}

struct TokenRow {
    std::string sign_in;
    std::string successor;
    std::int64_t used_at = -1;
    std::int64_t ends_at = 0;
};

std::optional<TokenRow> find_token(soci::session& session, std::string_view token_id, std::int64_t user_id) {
    TokenRow row;
    const std::string hash = hash_of(token_id);
    session << sessions_sql::select_token, soci::into(row.sign_in), soci::into(row.successor),
        soci::into(row.used_at), soci::into(row.ends_at), soci::use(hash, "token_hash"),
        soci::use(user_id, "user_id");
    if (!session.got_data()) return std::nullopt;
    return row;
}

/// Serializes concurrent refreshes: one continues, the others then see its result. PostgreSQL needs the
/// write for that.
void lock_sign_in(soci::session& session, const auth::RefreshClaims& claims) {
    const std::string hash = hash_of(claims.id);
    session << sessions_sql::lock, soci::use(hash, "token_hash");
}

void remove(soci::session& session, const std::string& sign_in) {
    session << sessions_sql::remove, soci::use(sign_in, "id");
}

struct Continued {
    std::string refresh;
    auth::Principal principal;
};

/// The active token, if the one with this id is its parent. A successor without a row was used or has
/// expired.
std::optional<std::string> find_active_successor(soci::session& session, const auth::RefreshClaims& parent,
                                                 const TokenRow& row) {
    auto successor = open_successor(parent.id, row.successor);
    if (!successor) return std::nullopt;
    const auto its_row = find_token(session, id_of(*successor), parent.user_id);
    if (!its_row || its_row->used_at >= 0) return std::nullopt;
    return successor;
}

/// nullopt if the session is over. Must not throw in that case, so that the end of the session is
/// committed.
std::optional<Continued> rotate(const AccountsContext& context, soci::session& session,
                                const auth::RefreshClaims& claims) {
    lock_sign_in(session, claims);
    const auto row = find_token(session, claims.id, claims.user_id);
    if (!row) return std::nullopt;
    const std::int64_t now = context.now();
    const auto principal = find_principal(session, claims.user_id, row->sign_in, now);
    if (!principal) {
        remove(session, row->sign_in);
        return std::nullopt;
    }
    if (row->used_at >= 0) {
        auto active = find_active_successor(session, claims, *row);
        if (!active) {
            context.logger.warning("refresh_token_replayed", {{"user_id", auth::user_id_text(claims.user_id)},
                                                              {"sign_in_id", row->sign_in}});
            remove(session, row->sign_in);
            return std::nullopt;
        }
        session << sessions_sql::mark_seen, soci::use(now, "now"), soci::use(row->sign_in, "id");
        return Continued{std::move(*active), *principal};
    }
    const NewToken next = make_refresh_token(context, claims.user_id, from_unix_milliseconds(row->ends_at));
    insert(session, next, row->sign_in);
    const std::string hash = hash_of(claims.id);
    const std::string sealed = seal_successor(claims.id, next.text);
    session << sessions_sql::mark_token_used, soci::use(now, "now"), soci::use(sealed, "successor"),
        soci::use(hash, "token_hash");
    const std::int64_t expires_at = to_unix_milliseconds(next.claims.expires_at);
    session << sessions_sql::mark_used, soci::use(now, "now"), soci::use(expires_at, "expires_at"),
        soci::use(row->sign_in, "id");
    return Continued{next.text, *principal};
}

}  // namespace

Origin origin_of(const web::Request& request) {
    std::string agent(request.headers.find("User-Agent").value_or("").substr(0, longest_user_agent));
    // A header may contain any byte, the database and its readers expect text.
    for (char& c : agent) {
        if (c < ' ' || c > '~') c = '?';
    }
    return {std::move(agent), request.client_address};
}

std::optional<TokenPair> start_session(const AccountsContext& context, const auth::Principal& principal,
                                       const std::string& password_hash, const Origin& origin) {
    const UtcTime end = context.clock.now() + context.settings.session_lifetime;
    const NewToken token = make_refresh_token(context, principal.user_id, end);
    const std::int64_t now = to_unix_milliseconds(token.claims.issued_at);
    const std::int64_t expires_at = to_unix_milliseconds(token.claims.expires_at);
    const std::int64_t ends_at = to_unix_milliseconds(end);
    auth::Principal signed_in = principal;
    signed_in.session_id = random_hex(16);
    const bool is_started = context.database.in_transaction([&](soci::session& session) {
        int matching = 0;
        session << sessions_sql::count_active_with_password_hash, soci::into(matching),
            soci::use(principal.user_id, "user_id"), soci::use(password_hash, "password_hash");
        if (matching == 0) return false;
        const std::int64_t kept = most_sessions - 1;
        session << sessions_sql::remove_oldest, soci::use(principal.user_id, "user_id"),
            soci::use(kept, "kept");
        session << sessions_sql::insert, soci::use(signed_in.session_id, "id"),
            soci::use(principal.user_id, "user_id"), soci::use(origin.user_agent, "user_agent"),
            soci::use(origin.address, "address"), soci::use(now, "now"), soci::use(expires_at, "expires_at"),
            soci::use(ends_at, "ends_at");
        insert(session, token, signed_in.session_id);
        return true;
    });
    if (!is_started) return std::nullopt;
    return TokenPair{context.signer.access_token(signed_in), token.text};
}

TokenPair continue_session(const AccountsContext& context, std::string_view refresh_token) {
    const auth::RefreshClaims claims = context.verifier.verify_refresh(refresh_token);
    auto continued = context.database.in_transaction(
        [&](soci::session& session) { return rotate(context, session, claims); });
    if (!continued) throw Failure(ErrorCode::refresh_token_revoked, "refresh token of an ended session");
    return {context.signer.access_token(continued->principal), std::move(continued->refresh)};
}

void end_session(const AccountsContext& context, std::string_view refresh_token) {
    auth::RefreshClaims claims;
    try {
        claims = context.verifier.verify_refresh(refresh_token);
    } catch (const Failure& failure) {
        if (failure.code() == ErrorCode::unavailable) throw;
        return;
    }
    context.database.in_transaction([&](soci::session& session) {
        if (const auto row = find_token(session, claims.id, claims.user_id)) remove(session, row->sign_in);
    });
}

bool end_session(const AccountsContext& context, std::int64_t user_id, const std::string& session_id) {
    return context.database.in_transaction([&](soci::session& session) {
        std::string removed;
        session << sessions_sql::remove_own, soci::into(removed), soci::use(session_id, "id"),
            soci::use(user_id, "user_id");
        return session.got_data();
    });
}

void end_sessions(soci::session& session, std::int64_t user_id) {
    session << sessions_sql::remove_all, soci::use(user_id, "user_id");
}

std::vector<SignIn> list_sessions(const AccountsContext& context, std::int64_t user_id) {
    const std::int64_t now = context.now();
    return context.database.with_session([&](soci::session& session) {
        SignIn row;
        soci::statement statement =
            (session.prepare << sessions_sql::select_own, soci::into(row.id),
             soci::into(row.origin.user_agent), soci::into(row.origin.address), soci::into(row.created_at),
             soci::into(row.last_used_at), soci::into(row.expires_at), soci::into(row.ends_at),
             soci::use(user_id, "user_id"), soci::use(now, "now"));
        statement.execute();
        std::vector<SignIn> found;
        while (statement.fetch()) found.push_back(row);
        return found;
    });
}

void remove_ended_sessions(const AccountsContext& context) {
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        session << sessions_sql::remove_ended, soci::use(now, "now");
        session << sessions_sql::remove_expired_tokens, soci::use(now, "now");
    });
}

auth::Principal require_active(const AccountsContext& context, const auth::Principal& told) {
    auto found = context.database.with_session([&](soci::session& session) {
        return find_principal(session, told.user_id, told.session_id, context.now());
    });
    if (!found) throw Failure(ErrorCode::refresh_token_revoked, "access token of an ended session");
    // A role granted after the token was issued takes effect with the next token.
    found->admin = found->admin && told.admin;
    return *std::move(found);
}

}  // namespace trainingzip::api
