#include "api/coaching/camera_pairings/pairing_settings.h"

namespace trainingzip::api {

CameraPairingSettings CameraPairingSettings::load(ConfigSection& section) {
    return {std::chrono::seconds(section.integer("camera_pairing_seconds", 1, 86'400)),
            static_cast<int>(section.integer("camera_pairings_per_network", 1, 1'000'000))};
}

}  // namespace trainingzip::api
