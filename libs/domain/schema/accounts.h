#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Sign-ins as rows of their own, which people list and end, and which end in any case.
inline constexpr std::string_view accounts[] = {
    // expires_at is the end of the newest refresh token, ends_at the end that no refresh moves.
    R"(CREATE TABLE sign_ins (
        id TEXT PRIMARY KEY,
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        user_agent TEXT NOT NULL,
        address TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        last_used_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL,
        ends_at BIGINT NOT NULL))",
    "CREATE INDEX sign_ins_by_user ON sign_ins (user_id, last_used_at)",
    "CREATE INDEX sign_ins_by_end ON sign_ins (expires_at)",
    // Sign-ins from before end with the token that they have.
    R"(INSERT INTO sign_ins (id, user_id, user_agent, address, created_at, last_used_at, expires_at, ends_at)
       SELECT family, MIN(user_id), '', '', MIN(created_at), MAX(created_at), MAX(expires_at), MAX(expires_at)
       FROM refresh_tokens GROUP BY family HAVING COUNT(revoked_at) = 0)",

    // token_hash is SHA-256 of the token's secret id; successor is the next token, encrypted under that id,
    // for the holder who did not get the answer.
    R"(CREATE TABLE sign_in_tokens (
        id {id},
        sign_in_id TEXT NOT NULL REFERENCES sign_ins (id) ON DELETE CASCADE,
        token_hash TEXT NOT NULL UNIQUE,
        successor TEXT,
        created_at BIGINT NOT NULL,
        used_at BIGINT,
        expires_at BIGINT NOT NULL))",
    "CREATE INDEX sign_in_tokens_by_sign_in ON sign_in_tokens (sign_in_id)",
    "CREATE INDEX sign_in_tokens_by_end ON sign_in_tokens (expires_at)",
    R"(INSERT INTO sign_in_tokens (sign_in_id, token_hash, successor, created_at, used_at, expires_at)
       SELECT t.family, t.token_hash, t.successor, t.created_at, t.used_at, t.expires_at
       FROM refresh_tokens t JOIN sign_ins s ON s.id = t.family)",
    "DROP TABLE refresh_tokens",

    // By which rules nick_name_key was made; other keys are made again at start.
    "ALTER TABLE users ADD COLUMN key_version INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX users_by_key_version ON users (key_version)",
};

}  // namespace trainingzip::domain::schema_sql
