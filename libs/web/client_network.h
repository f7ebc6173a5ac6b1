#pragma once

#include <string>
#include <string_view>

namespace trainingzip::web {

/// What one customer of a provider has of the address: all of IPv4, the first 64 bits of IPv6
/// ("2001:db8::/64", RFC 4291, 2.5.4). An IPv4 address in the form of IPv6 is the IPv4 address. Anything else
/// stays as it is.
std::string client_network(std::string_view address);

/// The neighbourhood of the address, which one line of a provider stays in while its addresses change: the
/// first 24 bits of IPv4 ("192.0.2.0/24"), the first 48 of IPv6. Else as client_network().
std::string wide_network(std::string_view address);

}  // namespace trainingzip::web
