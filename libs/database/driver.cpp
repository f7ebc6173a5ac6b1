#include "database/driver.h"

#include "database/database.h"

namespace trainingzip::database {

std::unique_ptr<Driver> make_driver(const DatabaseSettings& settings) {
    if (settings.url.starts_with("sqlite:")) return make_sqlite_driver(settings);
    if (settings.url.starts_with("postgresql://")) return make_postgresql_driver(settings);
    throw ConfigError("database_url must start with \"sqlite:\" or \"postgresql://\"");
}

}  // namespace trainingzip::database
