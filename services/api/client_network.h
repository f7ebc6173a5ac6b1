#pragma once

#include <string>
#include <string_view>

namespace trainingzip::api {

/// What one customer of a provider has of the address: all of IPv4, the first 64 bits of IPv6
/// ("2001:db8::/64", RFC 4291, 2.5.4). An IPv4 address in the form of IPv6 is the IPv4 address. Anything else
/// stays as it is.
std::string client_network(std::string_view address);

/// What a school, an office or a provider's customers of one place have of the address: the first 24 bits of
/// IPv4
/// ("192.0.2.0/24"), 48 of IPv6 ("2001:db8::/48", RFC 6177). Anything else stays as it is.
std::string wide_network(std::string_view address);

}  // namespace trainingzip::api
