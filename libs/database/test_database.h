#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "database/database.h"

namespace trainingzip::database {

/// An empty database for one test, removed when this object is destroyed.
class TestDatabase {
  public:
    /// kind: of database_kinds().
    explicit TestDatabase(const std::string& kind);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    DatabaseSettings settings;

  private:
    std::filesystem::path folder_;  ///< Of SQLite.
    std::string name_;              ///< Of PostgreSQL.
};

/// "sqlite", and "postgresql" when TRAININGZIP_TEST_POSTGRESQL has the url of the database `postgres` of a
/// server.
std::vector<std::string> database_kinds();

}  // namespace trainingzip::database
