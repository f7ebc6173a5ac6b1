#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config.h"

namespace trainingzip::vision {

/// The networks that a server is made for, and those that take their place where the files of the others
/// cannot be had: smaller, and less exact.
enum class NetworkSet { real, stand_in };

/// "real" or "stand-in".
std::string_view name_of(NetworkSet set);
/// nullopt for another text.
std::optional<NetworkSet> network_set_of(std::string_view name);

/// Which sets a server may use, best first, from the key `networks`: "auto", "real" or "stand-in". Throws
/// ConfigError.
std::vector<NetworkSet> allowed_network_sets(ConfigSection& section);

/// What a server has to work with.
struct NetworkState {
    std::optional<NetworkSet> loaded;  ///< nullopt: it waits.
    /// Files of the best set that are not there, or cannot be used; empty when that set is loaded.
    std::vector<std::filesystem::path> missing;

    /// For /readyz: empty unless it waits.
    std::string waiting_reason() const;
};

}  // namespace trainingzip::vision
