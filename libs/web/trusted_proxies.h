#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <string_view>
#include <vector>

namespace trainingzip::web {

/// The peers that may say where a request came from: X-Real-IP, X-Forwarded-Host, -Proto and -Prefix of any
/// other are dropped. Loopback is always trusted: there our gateway and our servers are.
class TrustedProxies {
  public:
    TrustedProxies() = default;
    /// Addresses and networks, apart by spaces: "172.16.0.0/12 fd00::/8 192.0.2.7".
    /// Throws std::invalid_argument for anything else.
    explicit TrustedProxies(std::string_view list);

    bool contains(const boost::asio::ip::address& peer) const;

  private:
    std::vector<boost::asio::ip::network_v4> networks_v4_;
    std::vector<boost::asio::ip::network_v6> networks_v6_;
};

}  // namespace trainingzip::web
