#pragma once

#include <chrono>

#include "base/config.h"

namespace trainingzip::api {

/// How long a phone may take to become the camera of a screen, and how many may at once.
struct CameraPairingSettings {
    std::chrono::seconds lifetime{600};
    int per_network = 40;  ///< Of one web::client_network().

    /// Reads the keys camera_pairing... of the section.
    static CameraPairingSettings load(ConfigSection& section);
};

}  // namespace trainingzip::api
