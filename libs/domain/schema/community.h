#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Who may see a training, how it is found, and what people do with it. A statement that begins with {sqlite}
/// or {postgresql} is for that database alone.
inline constexpr std::string_view community[] = {
    R"(ALTER TABLE trainings ADD COLUMN visibility TEXT NOT NULL DEFAULT 'public'
        CHECK (visibility IN ('public', 'unlisted', 'subscribers', 'private')))",
    // Set by an admin.
    "ALTER TABLE trainings ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))",
    "ALTER TABLE trainings ADD COLUMN category TEXT NOT NULL DEFAULT 'other'",
    // For the lists that everybody sees, in the order in which they are mostly asked for.
    "DROP INDEX trainings_by_owner",
    "DROP INDEX trainings_by_time",
    "CREATE INDEX trainings_by_owner ON trainings (owner_id, modified_at, id)",
    R"(CREATE INDEX trainings_by_time ON trainings (modified_at, id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"(CREATE INDEX trainings_by_views ON trainings (views, modified_at, id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"(CREATE INDEX trainings_by_title ON trainings (title, modified_at, id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"(CREATE INDEX trainings_by_category ON trainings (category, modified_at, id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",

    R"(CREATE TABLE training_tags (
        training_id BIGINT NOT NULL REFERENCES trainings (id) ON DELETE CASCADE,
        tag TEXT NOT NULL,
        PRIMARY KEY (training_id, tag)))",
    "CREATE INDEX training_tags_by_tag ON training_tags (tag, training_id)",

    // A trigram needs three characters, a word of Korean often has two: behind each text stand two spaces, so
    // that a trigram begins at each of its characters, and short words are found as beginnings of trigrams.
    "{sqlite}CREATE VIRTUAL TABLE training_search USING fts5(title, trainer, body, tokenize = 'trigram')",
    "{sqlite}CREATE VIRTUAL TABLE training_search_terms USING fts5vocab(training_search, instance)",
    R"({sqlite}INSERT INTO training_search (rowid, title, trainer, body)
        SELECT t.id, t.title || '  ', u.nick_name || '  ', t.body || '  '
        FROM trainings t JOIN users u ON u.id = t.owner_id)",
    R"({sqlite}CREATE TRIGGER training_search_insert AFTER INSERT ON trainings BEGIN
        INSERT INTO training_search (rowid, title, trainer, body)
        SELECT NEW.id, NEW.title || '  ', nick_name || '  ', NEW.body || '  ' FROM users WHERE id = NEW.owner_id;
        END)",
    R"({sqlite}CREATE TRIGGER training_search_update AFTER UPDATE OF title, body ON trainings BEGIN
        UPDATE training_search SET title = NEW.title || '  ', body = NEW.body || '  ' WHERE rowid = NEW.id;
        END)",
    R"({sqlite}CREATE TRIGGER training_search_delete AFTER DELETE ON trainings BEGIN
        DELETE FROM training_search WHERE rowid = OLD.id;
        END)",
    R"({sqlite}CREATE TRIGGER training_search_rename AFTER UPDATE OF nick_name ON users BEGIN
        UPDATE training_search SET trainer = NEW.nick_name || '  '
        WHERE rowid IN (SELECT id FROM trainings WHERE owner_id = NEW.id);
        END)",

    "{postgresql}CREATE EXTENSION IF NOT EXISTS pg_trgm",
    R"({postgresql}CREATE TABLE training_search (
        training_id BIGINT PRIMARY KEY REFERENCES trainings (id) ON DELETE CASCADE,
        content TEXT NOT NULL))",
    // Every character and every pair of neighbours.
    R"({postgresql}CREATE FUNCTION short_grams(content TEXT) RETURNS TEXT[]
        LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE AS $$
        WITH one AS (SELECT c, i FROM unnest(string_to_array(content, NULL)) WITH ORDINALITY AS u (c, i))
        SELECT COALESCE(array_agg(g), CAST(ARRAY[] AS TEXT[])) FROM (
            SELECT c AS g FROM one UNION SELECT c || lead(c) OVER (ORDER BY i) FROM one) AS grams
        WHERE g IS NOT NULL $$)",
    R"({postgresql}CREATE FUNCTION fill_training_search() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO training_search (training_id, content)
        SELECT NEW.id, LOWER(NEW.title || chr(10) || u.nick_name || chr(10) || NEW.body)
        FROM users u WHERE u.id = NEW.owner_id
        ON CONFLICT (training_id) DO UPDATE SET content = excluded.content;
        RETURN NULL; END $$)",
    R"({postgresql}CREATE FUNCTION rename_training_search() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        UPDATE training_search s SET content = LOWER(t.title || chr(10) || NEW.nick_name || chr(10) || t.body)
        FROM trainings t WHERE t.owner_id = NEW.id AND s.training_id = t.id;
        RETURN NULL; END $$)",
    R"({postgresql}INSERT INTO training_search (training_id, content)
        SELECT t.id, LOWER(t.title || chr(10) || u.nick_name || chr(10) || t.body)
        FROM trainings t JOIN users u ON u.id = t.owner_id)",
    "{postgresql}CREATE INDEX training_search_by_text ON training_search USING gin (content gin_trgm_ops)",
    "{postgresql}CREATE INDEX training_search_by_pair ON training_search USING gin (short_grams(content))",
    R"({postgresql}CREATE TRIGGER training_search_fill AFTER INSERT OR UPDATE OF title, body ON trainings
        FOR EACH ROW EXECUTE FUNCTION fill_training_search())",
    R"({postgresql}CREATE TRIGGER training_search_rename AFTER UPDATE OF nick_name ON users
        FOR EACH ROW EXECUTE FUNCTION rename_training_search())",

    // Whose view of what was counted last, and when. The salt of a day makes a viewer of an address.
    R"(CREATE TABLE training_views (
        training_id BIGINT NOT NULL REFERENCES trainings (id) ON DELETE CASCADE,
        viewer TEXT NOT NULL,
        counted_at BIGINT NOT NULL,
        PRIMARY KEY (training_id, viewer)))",
    "CREATE INDEX training_views_by_time ON training_views (counted_at)",
    "CREATE TABLE view_salts (day BIGINT PRIMARY KEY, salt TEXT NOT NULL)",

    // A reply goes with the comment that it answers.
    "ALTER TABLE comments ADD COLUMN parent_id BIGINT REFERENCES comments (id) ON DELETE CASCADE",
    "DROP INDEX comments_by_training",
    "CREATE INDEX comments_by_training ON comments (training_id, created_at, id)",
    "CREATE INDEX comments_by_parent ON comments (parent_id, created_at, id)",

    R"(CREATE TABLE reports (
        id {id},
        reporter_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        training_id BIGINT REFERENCES trainings (id) ON DELETE CASCADE,
        comment_id BIGINT REFERENCES comments (id) ON DELETE CASCADE,
        reason TEXT NOT NULL,
        text TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        resolved_at BIGINT,
        resolved_by BIGINT REFERENCES users (id) ON DELETE SET NULL,
        CHECK ((training_id IS NULL) <> (comment_id IS NULL)),
        UNIQUE (reporter_id, training_id),
        UNIQUE (reporter_id, comment_id)))",
    "CREATE INDEX reports_by_training ON reports (training_id)",
    "CREATE INDEX reports_by_comment ON reports (comment_id)",
    "CREATE INDEX reports_by_time ON reports (created_at, id)",
    "CREATE INDEX reports_open ON reports (created_at, id) WHERE resolved_at IS NULL",
    "CREATE INDEX reports_by_admin ON reports (resolved_by)",

    // Whether others see this user's best scores.
    "ALTER TABLE users ADD COLUMN leaderboard INTEGER NOT NULL DEFAULT 1 CHECK (leaderboard IN (0, 1))",
    // series and limbs are JSON, checked when they came in.
    R"(CREATE TABLE training_sessions (
        id {id},
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        training_id BIGINT NOT NULL REFERENCES trainings (id) ON DELETE CASCADE,
        started_at BIGINT NOT NULL,
        duration_seconds DOUBLE PRECISION NOT NULL,
        score DOUBLE PRECISION NOT NULL,
        lag_seconds DOUBLE PRECISION,
        series TEXT NOT NULL,
        limbs TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        UNIQUE (user_id, training_id, started_at)))",
    "CREATE INDEX training_sessions_by_user ON training_sessions (user_id, started_at, id)",
    "CREATE INDEX training_sessions_by_training ON training_sessions (training_id, user_id, score)",
    // The best of them, so that a leaderboard is read and not counted out.
    R"(CREATE TABLE best_scores (
        training_id BIGINT NOT NULL REFERENCES trainings (id) ON DELETE CASCADE,
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        session_id BIGINT NOT NULL REFERENCES training_sessions (id) ON DELETE CASCADE,
        score DOUBLE PRECISION NOT NULL,
        achieved_at BIGINT NOT NULL,
        PRIMARY KEY (training_id, user_id)))",
    "CREATE INDEX best_scores_by_score ON best_scores (training_id, score DESC, achieved_at, user_id)",
    "CREATE INDEX best_scores_by_user ON best_scores (user_id)",
    "CREATE INDEX best_scores_by_session ON best_scores (session_id)",

    R"(CREATE TABLE playlists (
        id {id},
        owner_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        visibility TEXT NOT NULL CHECK (visibility IN ('public', 'unlisted', 'subscribers', 'private')),
        created_at BIGINT NOT NULL,
        modified_at BIGINT NOT NULL))",
    "CREATE INDEX playlists_by_owner ON playlists (owner_id, modified_at, id)",
    R"(CREATE TABLE playlist_items (
        playlist_id BIGINT NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
        position BIGINT NOT NULL,
        training_id BIGINT NOT NULL REFERENCES trainings (id) ON DELETE CASCADE,
        PRIMARY KEY (playlist_id, position),
        UNIQUE (playlist_id, training_id)))",
    "CREATE INDEX playlist_items_by_training ON playlist_items (training_id)",

    // Smaller forms of a picture, made with it.
    R"(CREATE TABLE picture_sizes (
        kind TEXT NOT NULL,
        owner_id BIGINT NOT NULL,
        size TEXT NOT NULL CHECK (size IN ('small', 'medium')),
        bytes {bytes} NOT NULL,
        PRIMARY KEY (kind, owner_id, size),
        FOREIGN KEY (kind, owner_id) REFERENCES pictures (kind, owner_id) ON DELETE CASCADE))",
};

}  // namespace trainingzip::domain::schema_sql
