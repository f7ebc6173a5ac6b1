#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config.h"

namespace trainingzip::vision {

/// The intended networks of a server, and the smaller, less accurate ones that replace them where their files
/// are not available.
enum class NetworkSet { real, stand_in };

/// "real" or "stand-in".
std::string_view name_of(NetworkSet set);
/// nullopt for another text.
std::optional<NetworkSet> network_set_of(std::string_view name);

/// Which sets a server may use, best first, from the key `networks`: "auto", "real" or "stand-in". Throws
/// ConfigError.
std::vector<NetworkSet> allowed_network_sets(ConfigSection& section);

/// The networks that a server has loaded.
struct NetworkState {
    std::optional<NetworkSet> loaded;  ///< nullopt: it waits.
    /// Files of the best set that are not there, or cannot be used; empty when that set is loaded.
    std::vector<std::filesystem::path> missing;

    /// For /readyz: empty unless it waits.
    std::string waiting_reason() const;
};

}  // namespace trainingzip::vision
