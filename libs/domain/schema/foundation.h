#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Users, trainings, their videos and poses, and the community around them.
inline constexpr std::string_view foundation[] = {
    // login_id and nick_name_key are kept in the form in which they must be unique.
    R"(CREATE TABLE users (
        id {id},
        login_id TEXT NOT NULL UNIQUE,
        password_hash TEXT NOT NULL,
        nick_name TEXT NOT NULL,
        nick_name_key TEXT NOT NULL UNIQUE,
        email TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('USER', 'ADMIN')),
        state TEXT NOT NULL CHECK (state IN ('ACTIVE', 'LOCKED', 'WITHDRAWAL')),
        created_at BIGINT NOT NULL,
        modified_at BIGINT NOT NULL))",

    // A family is one sign-in. token_hash is SHA-256 of the token's secret id; successor is the next token,
    // encrypted under that id, for the holder who did not get the answer.
    R"(CREATE TABLE refresh_tokens (
        id {id},
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        family TEXT NOT NULL,
        token_hash TEXT NOT NULL UNIQUE,
        successor TEXT,
        created_at BIGINT NOT NULL,
        used_at BIGINT,
        expires_at BIGINT NOT NULL,
        revoked_at BIGINT))",
    "CREATE INDEX refresh_tokens_by_user ON refresh_tokens (user_id)",
    "CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family)",

    R"(CREATE TABLE trainings (
        id {id},
        owner_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        views BIGINT NOT NULL DEFAULT 0,
        state TEXT NOT NULL CHECK (state IN ('CREATED', 'UPLOADING', 'QUEUED', 'PROCESSING', 'READY', 'FAILED')),
        created_at BIGINT NOT NULL,
        modified_at BIGINT NOT NULL))",
    "CREATE INDEX trainings_by_owner ON trainings (owner_id)",
    "CREATE INDEX trainings_by_time ON trainings (state, modified_at)",

    R"(CREATE TABLE uploads (
        id TEXT PRIMARY KEY,
        training_id BIGINT NOT NULL REFERENCES trainings (id) ON DELETE CASCADE,
        file_name TEXT NOT NULL,
        file_type TEXT NOT NULL,
        size_bytes BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('UPLOADING', 'QUEUED', 'PROCESSING', 'READY', 'FAILED')),
        failure_code TEXT,
        failure_detail TEXT,
        width INTEGER,
        height INTEGER,
        duration_seconds DOUBLE PRECISION,
        frame_count BIGINT,
        created_at BIGINT NOT NULL,
        modified_at BIGINT NOT NULL))",
    "CREATE INDEX uploads_by_training ON uploads (training_id)",

    R"(CREATE TABLE jobs (
        id {id},
        upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('normalise', 'pose', 'shape')),
        state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
        attempts INTEGER NOT NULL DEFAULT 0,
        not_before BIGINT NOT NULL DEFAULT 0,
        lease_until BIGINT,
        lease_owner TEXT,
        frames_done BIGINT NOT NULL DEFAULT 0,
        frames_total BIGINT NOT NULL DEFAULT 0,
        frames_per_second DOUBLE PRECISION NOT NULL DEFAULT 0,
        started_at BIGINT,
        modified_at BIGINT NOT NULL,
        UNIQUE (upload_id, kind)))",
    "CREATE INDEX jobs_by_state ON jobs (state, not_before)",

    // block is one pose block as libs/vision/pose_block.h describes it.
    R"(CREATE TABLE pose_blocks (
        upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
        first_frame BIGINT NOT NULL,
        frame_count BIGINT NOT NULL,
        block {bytes} NOT NULL,
        PRIMARY KEY (upload_id, first_frame)))",

    R"(CREATE TABLE likes (
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        training_id BIGINT NOT NULL REFERENCES trainings (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        PRIMARY KEY (user_id, training_id)))",
    "CREATE INDEX likes_by_training ON likes (training_id)",

    R"(CREATE TABLE subscriptions (
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        trainer_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        PRIMARY KEY (user_id, trainer_id)))",
    "CREATE INDEX subscriptions_by_trainer ON subscriptions (trainer_id)",

    R"(CREATE TABLE comments (
        id {id},
        training_id BIGINT NOT NULL REFERENCES trainings (id) ON DELETE CASCADE,
        author_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        message TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        modified_at BIGINT NOT NULL))",
    "CREATE INDEX comments_by_training ON comments (training_id)",
    "CREATE INDEX comments_by_author ON comments (author_id)",

    // owner_id is a training for thumbnails, a user for profiles.
    R"(CREATE TABLE pictures (
        kind TEXT NOT NULL CHECK (kind IN ('thumbnail', 'profile')),
        owner_id BIGINT NOT NULL,
        content_type TEXT NOT NULL,
        bytes {bytes} NOT NULL,
        modified_at BIGINT NOT NULL,
        PRIMARY KEY (kind, owner_id)))",
};

}  // namespace trainingzip::domain::schema_sql
