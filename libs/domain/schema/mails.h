#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Mails that wait to be sent, the links in those that were, and who asked for some. The address of a user is
/// confirmed since email_confirmed_at, or not yet.
inline constexpr std::string_view mails[] = {
    "ALTER TABLE users ADD COLUMN email_confirmed_at BIGINT",
    "CREATE INDEX users_by_email ON users (lower(email))",

    // What a mail is to say is found out when it is sent, so no secret stands here.
    R"(CREATE TABLE mails (
        id {id},
        kind TEXT NOT NULL,
        about TEXT NOT NULL,
        language TEXT NOT NULL CHECK (language IN ('ko', 'en')),
        attempts BIGINT NOT NULL,
        next_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL))",
    "CREATE INDEX mails_by_turn ON mails (next_at, id)",

    // token_hash is SHA-256 of the secret in the link; email is the address that it was sent to.
    R"(CREATE TABLE mail_links (
        token_hash TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('password_reset', 'email_confirmation')),
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        email TEXT NOT NULL,
        expires_at BIGINT NOT NULL))",
    "CREATE INDEX mail_links_by_user ON mail_links (user_id)",
    "CREATE INDEX mail_links_by_end ON mail_links (expires_at)",

    // email, address and network are hashes under a key of the API server.
    R"(CREATE TABLE recent_mail_requests (
        id {id},
        email TEXT NOT NULL,
        address TEXT NOT NULL,
        network TEXT NOT NULL,
        created_at BIGINT NOT NULL))",
    "CREATE INDEX recent_mail_requests_by_email ON recent_mail_requests (email, created_at)",
    "CREATE INDEX recent_mail_requests_by_address ON recent_mail_requests (address, created_at)",
    "CREATE INDEX recent_mail_requests_by_network ON recent_mail_requests (network, created_at)",
    "CREATE INDEX recent_mail_requests_by_age ON recent_mail_requests (created_at)",
};

}  // namespace trainingzip::domain::schema_sql
