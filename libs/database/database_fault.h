#pragma once

namespace trainingzip::database {

/// How to react to an exception of a database driver.
enum class DatabaseFault {
    conflict,      ///< With work at the same time; the same work may succeed when it is done again.
    constraint,    ///< A unique or foreign key was broken. Work that asked first has lost a race: done again,
                   ///< it sees why.
    busy,          ///< A lock or the time ran out.
    away,          ///< The database cannot be reached, or cannot write.
    storage_full,  ///< Its disk is full.
    other,         ///< Ours, or not of a database.
};

/// Classifies the exception that is being handled.
DatabaseFault classify_current_exception();

}  // namespace trainingzip::database
