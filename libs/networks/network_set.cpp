#include "networks/network_set.h"

namespace trainingzip::vision {

std::string_view name_of(NetworkSet set) {
    return set == NetworkSet::real ? "real" : "stand-in";
}

std::optional<NetworkSet> network_set_of(std::string_view name) {
    for (const NetworkSet set : {NetworkSet::real, NetworkSet::stand_in}) {
        if (name == name_of(set)) return set;
    }
    return std::nullopt;
}

std::vector<NetworkSet> allowed_network_sets(ConfigSection& section) {
    const std::string text = section.text("networks");
    if (text == "auto") return {NetworkSet::real, NetworkSet::stand_in};
    if (const auto set = network_set_of(text)) return {*set};
    throw ConfigError("networks must be \"auto\", \"real\" or \"stand-in\", not \"" + text + "\"");
}

std::string NetworkState::waiting_reason() const {
    if (loaded) return {};
    std::string reason = "waiting for models";
    const char* separator = ": ";
    for (const auto& file : missing) {
        reason += separator + file.string();
        separator = ", ";
    }
    return reason;
}

}  // namespace trainingzip::vision
