#include "web/known_hosts.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <stdexcept>

#include "web/header_text.h"
#include "web/host_name.h"

namespace trainingzip::web {

namespace {

namespace ip = boost::asio::ip;

std::string_view without_port(std::string_view host) {
    const std::size_t bracket = host.find(']');
    const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    return host.substr(0, colon);
}

/// One form for all that are the same: addresses as Asio writes them, names in small letters without the dot
/// of the root.
std::string canonical(std::string_view name) {
    const bool bracketed = name.size() > 2 && name.front() == '[' && name.back() == ']';
    const std::string bare(bracketed ? name.substr(1, name.size() - 2) : name);
    boost::system::error_code error;
    const ip::address address = ip::make_address(bare, error);
    if (!error) {
        if (address.is_v6() && address.to_v6().is_v4_mapped())
            return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
        return address.to_string();
    }
    std::string text = bare;
    std::transform(text.begin(), text.end(), text.begin(), to_lower);
    if (text.size() > 1 && text.back() == '.') text.pop_back();
    return text;
}

bool is_loopback(const std::string& name) {
    boost::system::error_code error;
    const ip::address address = ip::make_address(name, error);
    return !error && address.is_loopback();
}

}  // namespace

KnownHosts::KnownHosts(std::string_view list) {
    while (!list.empty()) {
        const auto name = take_until(list, ' ');
        if (name.empty()) continue;
        if (!is_valid_host(name) || without_port(name) != name)
            throw std::invalid_argument("'" + std::string(name) + "' is not a host name without a port");
        names_.insert(canonical(name));
    }
}

bool KnownHosts::contains(std::string_view host, std::string_view local_address) const {
    const std::string name = canonical(without_port(host));
    if (names_.contains(name)) return true;
    const std::string local = canonical(local_address);
    if (name == local) return true;
    return is_loopback(local) && (name == "localhost" || is_loopback(name));
}

}  // namespace trainingzip::web
