#include "web/client_network.h"

#include <algorithm>
#include <boost/asio/ip/address_v6.hpp>

namespace trainingzip::web {

std::string client_network(std::string_view address) {
    namespace ip = boost::asio::ip;
    boost::system::error_code error;
    const ip::address_v6 full = ip::make_address_v6(std::string(address), error);
    if (error) return std::string(address);
    if (full.is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, full).to_string();
    ip::address_v6::bytes_type bytes = full.to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return ip::address_v6(bytes).to_string() + "/64";
}

}  // namespace trainingzip::web
