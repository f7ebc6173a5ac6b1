#include "api/accounts/sessions.h"

#include <soci/soci.h>

#include "api/accounts/accounts_sql.h"
#include "api/accounts/successor_seal.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/ids.h"

namespace trainingzip::api {
namespace {

std::string hash_of(std::string_view token_id) {
    return hex_encode(sha256(as_bytes(token_id)));
}

struct NewToken {
    auth::RefreshClaims claims;
    std::string text;
};

NewToken make_refresh_token(const ApiContext& context, std::int64_t user_id) {
    const UtcTime now = context.clock.now();
    auth::RefreshClaims claims{user_id, random_token(32), now, now + context.settings.refresh_token_lifetime};
    std::string text = context.signer.refresh_token(claims);
    return {std::move(claims), std::move(text)};
}

void insert(soci::session& session, const NewToken& token, const std::string& family) {
    const std::string hash = hash_of(token.claims.id);
    const std::int64_t now = to_unix_milliseconds(token.claims.issued_at);
    const std::int64_t expires_at = to_unix_milliseconds(token.claims.expires_at);
    session << accounts_sql::insert_token, soci::use(token.claims.user_id, "user_id"),
        soci::use(family, "family"), soci::use(hash, "token_hash"), soci::use(now, "now"),
        soci::use(expires_at, "expires_at");
}

std::optional<auth::Principal> find_principal(soci::session& session, std::int64_t user_id) {
    auth::Principal principal{user_id, {}, false};
    std::string role;
    session << accounts_sql::select_principal, soci::into(principal.nick_name), soci::into(role),
        soci::use(user_id, "id");
    if (!session.got_data()) return std::nullopt;
    principal.admin = role == "ADMIN";
    return principal;
}

struct TokenRow {
    std::string family;
    std::string successor;
    std::int64_t used_at = -1;
    std::int64_t revoked_at = -1;
};

std::optional<TokenRow> find_token(soci::session& session, const auth::RefreshClaims& claims) {
    TokenRow row;
    const std::string hash = hash_of(claims.id);
    session << accounts_sql::select_token, soci::into(row.family), soci::into(row.successor),
        soci::into(row.used_at), soci::into(row.revoked_at), soci::use(hash, "token_hash"),
        soci::use(claims.user_id, "user_id");
    if (!session.got_data()) return std::nullopt;
    return row;
}

void revoke(soci::session& session, const std::string& family, std::int64_t now) {
    session << accounts_sql::revoke_family, soci::use(now, "now"), soci::use(family, "family");
}

struct Continued {
    std::string refresh;
    auth::Principal principal;
};

/// nullopt when the session is over. It must not throw then, so that the end of the family is committed.
std::optional<Continued> rotate(ApiContext& context, soci::session& session,
                                const auth::RefreshClaims& claims) {
    const auto row = find_token(session, claims);
    if (!row || row->revoked_at >= 0) return std::nullopt;
    const auto principal = find_principal(session, claims.user_id);
    const std::int64_t now = context.now();
    const auto grace = std::chrono::milliseconds(context.settings.refresh_grace).count();
    if (!principal || (row->used_at >= 0 && now - row->used_at > grace)) {
        revoke(session, row->family, now);
        return std::nullopt;
    }
    if (row->used_at >= 0) {
        auto successor = open_successor(claims.id, row->successor);
        if (!successor) return std::nullopt;
        return Continued{std::move(*successor), *principal};
    }
    const NewToken next = make_refresh_token(context, claims.user_id);
    insert(session, next, row->family);
    const std::string hash = hash_of(claims.id);
    const std::string sealed = seal_successor(claims.id, next.text);
    session << accounts_sql::mark_token_used, soci::use(now, "now"), soci::use(sealed, "successor"),
        soci::use(hash, "token_hash");
    return Continued{next.text, *principal};
}

}  // namespace

TokenPair start_session(ApiContext& context, const auth::Principal& principal) {
    const NewToken token = make_refresh_token(context, principal.user_id);
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        session << accounts_sql::delete_expired_tokens, soci::use(principal.user_id, "user_id"),
            soci::use(now, "now");
        insert(session, token, random_hex(16));
    });
    return {context.signer.access_token(principal), token.text};
}

TokenPair continue_session(ApiContext& context, std::string_view refresh_token) {
    const auth::RefreshClaims claims = context.verifier.verify_refresh(refresh_token);
    auto continued = context.database.in_transaction(
        [&](soci::session& session) { return rotate(context, session, claims); });
    if (!continued) throw Failure(ErrorCode::refresh_token_revoked, "refresh token of an ended session");
    return {context.signer.access_token(continued->principal), std::move(continued->refresh)};
}

void end_session(ApiContext& context, std::string_view refresh_token) {
    auth::RefreshClaims claims;
    try {
        claims = context.verifier.verify_refresh(refresh_token);
    } catch (const Failure& failure) {
        if (failure.code() == ErrorCode::unavailable) throw;
        return;
    }
    context.database.in_transaction([&](soci::session& session) {
        if (const auto row = find_token(session, claims)) revoke(session, row->family, context.now());
    });
}

}  // namespace trainingzip::api
