#include "web/probe.h"

#include <fmt/format.h>

#include <boost/asio/ip/address.hpp>

#include "web/client.h"

namespace trainingzip::web {

namespace {

constexpr std::chrono::seconds longest_wait(5);
constexpr std::size_t longest_answer = 4096;

namespace ip = boost::asio::ip;

/// How a server of this machine that listens there is reached.
std::string reachable(const std::string& address) {
    boost::system::error_code error;
    const ip::address parsed = ip::make_address(address, error);
    if (error) return address;
    if (!parsed.is_unspecified()) return parsed.is_v6() ? "[" + address + "]" : address;
    return parsed.is_v6() ? "[::1]" : "127.0.0.1";
}

}  // namespace

ProbeResult probe(const std::string& address, std::uint16_t port, const std::string& path) {
    Client::Call call;
    call.url = fmt::format("http://{}:{}{}", reachable(address), port, path);
    call.connect_timeout = call.idle_timeout = call.total_timeout = longest_wait;
    call.body_limit = longest_answer;
    try {
        const ClientResponse answer = Client().call(call);
        const std::string line = answer.body.substr(0, answer.body.find('\n'));
        return {answer.status == 200, line.empty() ? fmt::format("status {}", answer.status) : line};
    } catch (const ClientError& error) {
        return {false, error.what()};
    }
}

}  // namespace trainingzip::web
