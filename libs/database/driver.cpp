#include "data/driver.h"

#include "data/database.h"

namespace trainingzip::data {

std::unique_ptr<Driver> make_driver(const DatabaseSettings& settings) {
    if (settings.url.starts_with("sqlite:")) return make_sqlite_driver(settings);
    if (settings.url.starts_with("postgresql://")) return make_postgresql_driver(settings);
    throw ConfigError("database_url must start with \"sqlite:\" or \"postgresql://\"");
}

}  // namespace trainingzip::data
