#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Every order that lists can be asked for has an index, its tie-break included. trainings.trainer_name is
/// the nickname of the owner and body_start are the first 64 characters of the text; triggers keep both,
/// whoever writes. On both databases they stand in the order of characters.
inline constexpr std::string_view more_orders[] = {
    "{sqlite}ALTER TABLE trainings ADD COLUMN trainer_name TEXT NOT NULL DEFAULT ''",
    "{sqlite}ALTER TABLE trainings ADD COLUMN body_start TEXT NOT NULL DEFAULT ''",
    R"({postgresql}ALTER TABLE trainings
        ADD COLUMN trainer_name TEXT COLLATE "C" NOT NULL DEFAULT '',
        ADD COLUMN body_start TEXT COLLATE "C" NOT NULL DEFAULT '')",

    R"({sqlite}CREATE TRIGGER training_order_insert AFTER INSERT ON trainings BEGIN
        UPDATE trainings SET body_start = substr(NEW.body, 1, 64), trainer_name = u.nick_name
        FROM users u WHERE u.id = NEW.owner_id AND trainings.id = NEW.id;
        END)",
    R"({sqlite}CREATE TRIGGER training_order_update AFTER UPDATE OF body ON trainings BEGIN
        UPDATE trainings SET body_start = substr(NEW.body, 1, 64) WHERE id = NEW.id;
        END)",
    R"({sqlite}CREATE TRIGGER training_order_rename AFTER UPDATE OF nick_name ON users BEGIN
        UPDATE trainings SET trainer_name = NEW.nick_name WHERE owner_id = NEW.id;
        END)",

    // The owner is held until the training is there for others to see: a new name waits for it, and finds it.
    R"({postgresql}CREATE FUNCTION order_training() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        NEW.body_start = substr(NEW.body, 1, 64);
        IF TG_OP = 'INSERT' THEN
            NEW.trainer_name = COALESCE((SELECT nick_name FROM users WHERE id = NEW.owner_id FOR SHARE), '');
        END IF;
        RETURN NEW; END $$)",
    R"({postgresql}CREATE TRIGGER order_training BEFORE INSERT OR UPDATE OF body ON trainings
        FOR EACH ROW EXECUTE FUNCTION order_training())",
    R"({postgresql}CREATE FUNCTION order_trainings_of() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        UPDATE trainings SET trainer_name = NEW.nick_name WHERE owner_id = NEW.id;
        RETURN NULL; END $$)",
    // In the order of names before training_search_rename: who changes a training holds it, then what is
    // searched of it, and so does this.
    R"({postgresql}CREATE TRIGGER order_trainings_of AFTER UPDATE OF nick_name ON users
        FOR EACH ROW EXECUTE FUNCTION order_trainings_of())",

    // What is there already. The triggers hold off other writers by now.
    R"(UPDATE trainings SET body_start = substr(body, 1, 64),
        trainer_name = (SELECT nick_name FROM users WHERE users.id = trainings.owner_id))",

    // What is skipped on the way to a page is read from the index alone. SQLite looks at the condition again.
    "DROP INDEX trainings_by_views",
    "DROP INDEX trainings_by_title",
    R"({sqlite}CREATE INDEX trainings_by_number ON trainings (id, state, visibility, hidden)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({sqlite}CREATE INDEX trainings_by_views
        ON trainings (views, modified_at, id, state, visibility, hidden)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({sqlite}CREATE INDEX trainings_by_views_and_number
        ON trainings (views, id, state, visibility, hidden)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({sqlite}CREATE INDEX trainings_by_title
        ON trainings (title, modified_at, id, state, visibility, hidden)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({sqlite}CREATE INDEX trainings_by_trainer
        ON trainings (trainer_name, modified_at, id, state, visibility, hidden)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({sqlite}CREATE INDEX trainings_by_body
        ON trainings (body_start, modified_at, id, state, visibility, hidden)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({postgresql}CREATE INDEX trainings_by_number ON trainings (id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({postgresql}CREATE INDEX trainings_by_views ON trainings (views, modified_at, id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({postgresql}CREATE INDEX trainings_by_views_and_number ON trainings (views, id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({postgresql}CREATE INDEX trainings_by_title ON trainings (title, modified_at, id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({postgresql}CREATE INDEX trainings_by_trainer ON trainings (trainer_name, modified_at, id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({postgresql}CREATE INDEX trainings_by_body ON trainings (body_start, modified_at, id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",

    "{postgresql}CREATE INDEX users_by_number ON users (id) WHERE state <> 'WITHDRAWAL'",
    "CREATE INDEX users_by_login ON users (login_id, id) WHERE state <> 'WITHDRAWAL'",
    "CREATE INDEX users_by_nick_name ON users (nick_name, id) WHERE state <> 'WITHDRAWAL'",
    "CREATE INDEX users_by_role ON users (role, id) WHERE state <> 'WITHDRAWAL'",
    "CREATE INDEX users_by_state ON users (state, id) WHERE state <> 'WITHDRAWAL'",
    "CREATE INDEX users_by_creation ON users (created_at, id) WHERE state <> 'WITHDRAWAL'",

    // What is settled goes after its time; what is open is not found by an index of both, and then sorted.
    "DROP INDEX incidents_by_resolution",
    "CREATE INDEX incidents_by_resolution ON incidents (resolved_at) WHERE resolved_at IS NOT NULL",
    "DROP INDEX incidents_by_time",
    "CREATE INDEX incidents_by_time ON incidents (last_at, id)",
    "CREATE INDEX incidents_by_server ON incidents (server, last_at, id)",
    "CREATE INDEX incidents_by_count ON incidents (occurrences, last_at, id)",
    "CREATE INDEX incidents_by_first_time ON incidents (first_at, last_at, id)",
    "CREATE INDEX open_incidents_by_number ON incidents (id) WHERE resolved_at IS NULL",
    "CREATE INDEX open_incidents_by_time ON incidents (last_at, id) WHERE resolved_at IS NULL",
    "CREATE INDEX open_incidents_by_server ON incidents (server, last_at, id) WHERE resolved_at IS NULL",
    "CREATE INDEX open_incidents_by_count ON incidents (occurrences, last_at, id) WHERE resolved_at IS NULL",
    R"(CREATE INDEX open_incidents_by_first_time ON incidents (first_at, last_at, id) WHERE resolved_at IS NULL)",

    "CREATE INDEX open_reports_by_number ON reports (id) WHERE resolved_at IS NULL",
};

}  // namespace trainingzip::domain::schema_sql
