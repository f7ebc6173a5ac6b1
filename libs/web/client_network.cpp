#include "web/client_network.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <optional>

namespace trainingzip::web {
namespace {

namespace ip = boost::asio::ip;

/// nullopt for what is no address. An IPv4 address in the form of IPv6 comes as IPv4.
std::optional<ip::address> parse(std::string_view address) {
    boost::system::error_code error;
    const ip::address parsed = ip::make_address(std::string(address), error);
    if (error) return std::nullopt;
    if (parsed.is_v6() && parsed.to_v6().is_v4_mapped()) {
        return ip::address(ip::make_address_v4(ip::v4_mapped, parsed.to_v6()));
    }
    return parsed;
}

/// The address with zeros behind so many bytes, and the number of bits.
template <typename Address>
std::string prefix(const Address& address, std::size_t bytes_kept) {
    typename Address::bytes_type bytes = address.to_bytes();
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(bytes_kept), bytes.end(), std::uint8_t{0});
    return Address(bytes).to_string() + "/" + std::to_string(8 * bytes_kept);
}

}  // namespace

std::string client_network(std::string_view address) {
    const auto parsed = parse(address);
    if (!parsed) return std::string(address);
    return parsed->is_v4() ? parsed->to_string() : prefix(parsed->to_v6(), 8);
}

std::string wide_network(std::string_view address) {
    const auto parsed = parse(address);
    if (!parsed) return std::string(address);
    return parsed->is_v4() ? prefix(parsed->to_v4(), 3) : prefix(parsed->to_v6(), 6);
}

}  // namespace trainingzip::web
