#include "database/test_database.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <cstdlib>

#include "base/ids.h"

namespace trainingzip::database {
namespace {

const char* server_url() {
    return std::getenv("TRAININGZIP_TEST_POSTGRESQL");
}

void execute_on_server(const std::string& statement) {
    soci::session(soci::postgresql, server_url()) << statement;
}

}  // namespace

TestDatabase::TestDatabase(const std::string& kind) {
    settings.connections = 2;
    if (kind == "sqlite") {
        folder_ = std::filesystem::temp_directory_path() / ("data test " + random_hex(8));
        settings.url = "sqlite://" + (folder_ / "data" / "database.sqlite").string();
        return;
    }
    name_ = "unit_" + random_hex(8);
    execute_on_server("CREATE DATABASE " + name_ + " TEMPLATE template0");
    const std::string usual = "/postgres?";
    settings.url = server_url();
    settings.url.replace(settings.url.find(usual), usual.size(), "/" + name_ + "?");
}

TestDatabase::~TestDatabase() {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
    if (!name_.empty()) execute_on_server("DROP DATABASE " + name_ + " WITH (FORCE)");
}

std::vector<std::string> database_kinds() {
    std::vector<std::string> kinds = {"sqlite"};
    if (server_url() != nullptr) kinds.emplace_back("postgresql");
    return kinds;
}

}  // namespace trainingzip::database
