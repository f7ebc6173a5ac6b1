#pragma once

#include <string>
#include <string_view>

namespace trainingzip::web {

/// The network that an ISP assigns to one customer: the whole IPv4 address, the first 64 bits of IPv6
/// ("2001:db8::/64", RFC 4291, 2.5.4). An IPv4 address in the form of IPv6 is the IPv4 address. Anything else
/// stays as it is.
std::string client_network(std::string_view address);

/// The wider network within which the address of one subscriber line usually changes: the first 24 bits of
/// IPv4 ("192.0.2.0/24"), the first 48 of IPv6. Otherwise as client_network().
std::string wide_network(std::string_view address);

}  // namespace trainingzip::web
