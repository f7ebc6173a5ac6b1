#include "web/trusted_proxies.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "web/header_text.h"

namespace trainingzip::web {

namespace {

namespace ip = boost::asio::ip;

template <typename Network, typename Address>
bool holds(const Network& network, const Address& address) {
    return Network(address, network.prefix_length()).canonical() == network;
}

}  // namespace

TrustedProxies::TrustedProxies(std::string_view list) {
    while (!list.empty()) {
        const auto word = take_until(list, ' ');
        if (word.empty()) continue;
        const std::string text(word);
        const bool is_v6 = text.find(':') != std::string::npos;
        const std::string network =
            text.find('/') != std::string::npos ? text : text + (is_v6 ? "/128" : "/32");
        boost::system::error_code error;
        if (is_v6)
            networks_v6_.push_back(ip::make_network_v6(network, error).canonical());
        else
            networks_v4_.push_back(ip::make_network_v4(network, error).canonical());
        if (error) throw std::invalid_argument("'" + text + "' is not an address or a network");
    }
}

bool TrustedProxies::contains(const ip::address& peer) const {
    if (peer.is_v6() && peer.to_v6().is_v4_mapped())
        return contains(ip::make_address_v4(ip::v4_mapped, peer.to_v6()));
    if (peer.is_loopback()) return true;
    if (peer.is_v4())
        return std::any_of(networks_v4_.begin(), networks_v4_.end(),
                           [&](const auto& network) { return holds(network, peer.to_v4()); });
    return std::any_of(networks_v6_.begin(), networks_v6_.end(),
                       [&](const auto& network) { return holds(network, peer.to_v6()); });
}

}  // namespace trainingzip::web
