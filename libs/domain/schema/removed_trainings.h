#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// The trainings whose rows are gone and whose files may not be, however the row went.
inline constexpr std::string_view removed_trainings[] = {
    // sweeps: how often the files were removed. sweep_at: not before that again.
    R"(CREATE TABLE removed_trainings (
        training_id BIGINT PRIMARY KEY,
        sweeps BIGINT NOT NULL DEFAULT 0,
        sweep_at BIGINT NOT NULL DEFAULT 0))",
    "CREATE INDEX removed_trainings_by_time ON removed_trainings (sweep_at)",
    R"({sqlite}CREATE TRIGGER training_removed AFTER DELETE ON trainings BEGIN
        INSERT INTO removed_trainings (training_id) VALUES (OLD.id);
        END)",
    R"({postgresql}CREATE FUNCTION list_removed_training() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO removed_trainings (training_id) VALUES (OLD.id);
        RETURN NULL; END $$)",
    R"({postgresql}CREATE TRIGGER training_removed AFTER DELETE ON trainings
        FOR EACH ROW EXECUTE FUNCTION list_removed_training())",
};

}  // namespace trainingzip::domain::schema_sql
