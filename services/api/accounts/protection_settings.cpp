#include "api/accounts/protection_settings.h"

namespace trainingzip::api {

ProtectionSettings ProtectionSettings::load(ConfigSection& section) {
    return {section.path("account_key"), std::chrono::hours(24) * section.integer("familiar_days", 1, 400),
            SignUpLimit::Settings::load(section),
            static_cast<int>(section.integer("name_checks_per_minute", 1, 1'000'000))};
}

}  // namespace trainingzip::api
