#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// How many rows stand in long lists, so that nobody has to count them. A row stands in the list of its
/// table's name under one name: a training that everybody sees under its category, a user who has not left
/// under the state, incidents and reports under open or settled; the list tags has the trainings that
/// everybody sees, under each of their tags.
///
/// A list has what list_counts says and what list_changes adds to it. Writers only ever insert into
/// list_changes, by triggers, so that they do not wait for each other; the API server adds these rows up
/// (services/api/http/list_totals.h).
inline constexpr std::string_view counts[] = {
    R"(CREATE TABLE list_counts (
        list TEXT NOT NULL,
        name TEXT NOT NULL,
        amount BIGINT NOT NULL,
        PRIMARY KEY (list, name)))",
    "CREATE INDEX list_counts_by_amount ON list_counts (list, amount DESC, name)",
    "CREATE TABLE list_changes (list TEXT NOT NULL, name TEXT NOT NULL, change BIGINT NOT NULL)",
    "CREATE INDEX list_changes_by_list ON list_changes (list, name, change)",

    R"({sqlite}CREATE TRIGGER count_trainings_insert AFTER INSERT ON trainings
        WHEN NEW.state = 'READY' AND NEW.visibility = 'public' AND NEW.hidden = 0 BEGIN
        INSERT INTO list_changes VALUES ('trainings', NEW.category, 1);
        END)",
    R"({sqlite}CREATE TRIGGER count_trainings_update AFTER UPDATE OF state, visibility, hidden, category ON trainings
        WHEN (OLD.state, OLD.visibility, OLD.hidden, OLD.category)
            IS NOT (NEW.state, NEW.visibility, NEW.hidden, NEW.category) BEGIN
        INSERT INTO list_changes SELECT 'trainings', OLD.category, -1
            WHERE OLD.state = 'READY' AND OLD.visibility = 'public' AND OLD.hidden = 0;
        INSERT INTO list_changes SELECT 'trainings', NEW.category, 1
            WHERE NEW.state = 'READY' AND NEW.visibility = 'public' AND NEW.hidden = 0;
        INSERT INTO list_changes SELECT 'tags', tag, -1 FROM training_tags WHERE training_id = NEW.id
            AND OLD.state = 'READY' AND OLD.visibility = 'public' AND OLD.hidden = 0;
        INSERT INTO list_changes SELECT 'tags', tag, 1 FROM training_tags WHERE training_id = NEW.id
            AND NEW.state = 'READY' AND NEW.visibility = 'public' AND NEW.hidden = 0;
        END)",
    // Before, while the tags are there; they go when the training has gone, and then count no more.
    R"({sqlite}CREATE TRIGGER count_trainings_delete BEFORE DELETE ON trainings
        WHEN OLD.state = 'READY' AND OLD.visibility = 'public' AND OLD.hidden = 0 BEGIN
        INSERT INTO list_changes VALUES ('trainings', OLD.category, -1);
        INSERT INTO list_changes SELECT 'tags', tag, -1 FROM training_tags WHERE training_id = OLD.id;
        END)",
    R"({sqlite}CREATE TRIGGER count_tags_insert AFTER INSERT ON training_tags BEGIN
        INSERT INTO list_changes SELECT 'tags', NEW.tag, 1 FROM trainings t WHERE t.id = NEW.training_id
            AND t.state = 'READY' AND t.visibility = 'public' AND t.hidden = 0;
        END)",
    R"({sqlite}CREATE TRIGGER count_tags_delete AFTER DELETE ON training_tags BEGIN
        INSERT INTO list_changes SELECT 'tags', OLD.tag, -1 FROM trainings t WHERE t.id = OLD.training_id
            AND t.state = 'READY' AND t.visibility = 'public' AND t.hidden = 0;
        END)",
    R"({sqlite}CREATE TRIGGER count_users_insert AFTER INSERT ON users WHEN NEW.state <> 'WITHDRAWAL' BEGIN
        INSERT INTO list_changes VALUES ('users', NEW.state, 1);
        END)",
    R"({sqlite}CREATE TRIGGER count_users_update AFTER UPDATE OF state ON users WHEN OLD.state <> NEW.state BEGIN
        INSERT INTO list_changes SELECT 'users', OLD.state, -1 WHERE OLD.state <> 'WITHDRAWAL';
        INSERT INTO list_changes SELECT 'users', NEW.state, 1 WHERE NEW.state <> 'WITHDRAWAL';
        END)",
    R"({sqlite}CREATE TRIGGER count_users_delete AFTER DELETE ON users WHEN OLD.state <> 'WITHDRAWAL' BEGIN
        INSERT INTO list_changes VALUES ('users', OLD.state, -1);
        END)",
    R"({sqlite}CREATE TRIGGER count_incidents_insert AFTER INSERT ON incidents BEGIN
        INSERT INTO list_changes VALUES ('incidents', IIF(NEW.resolved_at IS NULL, 'open', 'settled'), 1);
        END)",
    R"({sqlite}CREATE TRIGGER count_incidents_update AFTER UPDATE OF resolved_at ON incidents BEGIN
        INSERT INTO list_changes VALUES
            ('incidents', IIF(OLD.resolved_at IS NULL, 'open', 'settled'), -1),
            ('incidents', IIF(NEW.resolved_at IS NULL, 'open', 'settled'), 1);
        END)",
    R"({sqlite}CREATE TRIGGER count_incidents_delete AFTER DELETE ON incidents BEGIN
        INSERT INTO list_changes VALUES ('incidents', IIF(OLD.resolved_at IS NULL, 'open', 'settled'), -1);
        END)",
    R"({sqlite}CREATE TRIGGER count_reports_insert AFTER INSERT ON reports BEGIN
        INSERT INTO list_changes VALUES ('reports', IIF(NEW.resolved_at IS NULL, 'open', 'settled'), 1);
        END)",
    R"({sqlite}CREATE TRIGGER count_reports_update AFTER UPDATE OF resolved_at ON reports BEGIN
        INSERT INTO list_changes VALUES
            ('reports', IIF(OLD.resolved_at IS NULL, 'open', 'settled'), -1),
            ('reports', IIF(NEW.resolved_at IS NULL, 'open', 'settled'), 1);
        END)",
    R"({sqlite}CREATE TRIGGER count_reports_delete AFTER DELETE ON reports BEGIN
        INSERT INTO list_changes VALUES ('reports', IIF(OLD.resolved_at IS NULL, 'open', 'settled'), -1);
        END)",

    // The name under which a row stands in its list; NULL when it does not, or there is no row.
    R"({postgresql}CREATE FUNCTION name_in_list(t trainings) RETURNS TEXT LANGUAGE SQL IMMUTABLE AS $$
        SELECT CASE WHEN t.state = 'READY' AND t.visibility = 'public' AND t.hidden = 0 THEN t.category END $$)",
    R"({postgresql}CREATE FUNCTION name_in_list(u users) RETURNS TEXT LANGUAGE SQL IMMUTABLE AS $$
        SELECT NULLIF(u.state, 'WITHDRAWAL') $$)",
    R"({postgresql}CREATE FUNCTION name_in_list(i incidents) RETURNS TEXT LANGUAGE SQL IMMUTABLE AS $$
        SELECT CASE WHEN i.id IS NOT NULL THEN CASE WHEN i.resolved_at IS NULL THEN 'open' ELSE 'settled' END END $$)",
    R"({postgresql}CREATE FUNCTION name_in_list(r reports) RETURNS TEXT LANGUAGE SQL IMMUTABLE AS $$
        SELECT CASE WHEN r.id IS NOT NULL THEN CASE WHEN r.resolved_at IS NULL THEN 'open' ELSE 'settled' END END $$)",
    R"({postgresql}CREATE FUNCTION count_in_list() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO list_changes SELECT TG_TABLE_NAME, c.name, c.change
        FROM (VALUES (name_in_list(OLD), -1), (name_in_list(NEW), 1)) AS c (name, change)
        WHERE c.name IS NOT NULL AND name_in_list(OLD) IS DISTINCT FROM name_in_list(NEW);
        RETURN NULL; END $$)",
    R"({postgresql}CREATE FUNCTION count_tags_of_training() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO list_changes
        SELECT 'tags', g.tag, CASE WHEN name_in_list(OLD) IS NULL THEN 1 ELSE -1 END
        FROM training_tags g WHERE g.training_id = OLD.id
            AND (name_in_list(OLD) IS NULL) <> (name_in_list(NEW) IS NULL);
        RETURN OLD; END $$)",
    // The training is held as it is until the tag is there for others to see.
    R"({postgresql}CREATE FUNCTION count_tag() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        PERFORM FROM trainings t WHERE t.id = COALESCE(NEW.training_id, OLD.training_id)
            AND t.state = 'READY' AND t.visibility = 'public' AND t.hidden = 0 FOR SHARE;
        IF FOUND THEN
            INSERT INTO list_changes VALUES
                ('tags', COALESCE(NEW.tag, OLD.tag), CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE -1 END);
        END IF;
        RETURN NULL; END $$)",
    R"({postgresql}CREATE TRIGGER count_trainings
        AFTER INSERT OR DELETE OR UPDATE OF state, visibility, hidden, category ON trainings
        FOR EACH ROW EXECUTE FUNCTION count_in_list())",
    R"({postgresql}CREATE TRIGGER count_tags_update AFTER UPDATE OF state, visibility, hidden ON trainings
        FOR EACH ROW EXECUTE FUNCTION count_tags_of_training())",
    // Before, while the tags are there; they go when the training has gone, and then count no more.
    R"({postgresql}CREATE TRIGGER count_tags_delete BEFORE DELETE ON trainings
        FOR EACH ROW EXECUTE FUNCTION count_tags_of_training())",
    R"({postgresql}CREATE TRIGGER count_tags AFTER INSERT OR DELETE ON training_tags
        FOR EACH ROW EXECUTE FUNCTION count_tag())",
    R"({postgresql}CREATE TRIGGER count_users AFTER INSERT OR DELETE OR UPDATE OF state ON users
        FOR EACH ROW EXECUTE FUNCTION count_in_list())",
    R"({postgresql}CREATE TRIGGER count_incidents AFTER INSERT OR DELETE OR UPDATE OF resolved_at ON incidents
        FOR EACH ROW EXECUTE FUNCTION count_in_list())",
    R"({postgresql}CREATE TRIGGER count_reports AFTER INSERT OR DELETE OR UPDATE OF resolved_at ON reports
        FOR EACH ROW EXECUTE FUNCTION count_in_list())",

    // What is there already. The triggers hold off other writers by now.
    R"(INSERT INTO list_counts SELECT 'trainings', category, COUNT(*) FROM trainings
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0 GROUP BY category)",
    R"(INSERT INTO list_counts SELECT 'tags', g.tag, COUNT(*)
        FROM training_tags g JOIN trainings t ON t.id = g.training_id
        WHERE t.state = 'READY' AND t.visibility = 'public' AND t.hidden = 0 GROUP BY g.tag)",
    R"(INSERT INTO list_counts SELECT 'users', state, COUNT(*) FROM users
        WHERE state <> 'WITHDRAWAL' GROUP BY state)",
    R"(INSERT INTO list_counts SELECT 'incidents', CASE WHEN resolved_at IS NULL THEN 'open' ELSE 'settled' END, COUNT(*)
        FROM incidents GROUP BY 2)",
    R"(INSERT INTO list_counts SELECT 'reports', CASE WHEN resolved_at IS NULL THEN 'open' ELSE 'settled' END, COUNT(*)
        FROM reports GROUP BY 2)",
};

}  // namespace trainingzip::domain::schema_sql
