#include "web/trusted_proxies.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace trainingzip::web {
namespace {

bool trusts(const char* list, const char* peer) {
    return TrustedProxies(list).contains(boost::asio::ip::make_address(peer));
}

TEST(TrustedProxies, AreLoopbackWhereNothingIsSaid) {
    EXPECT_TRUE(trusts("", "127.0.0.1"));
    EXPECT_TRUE(trusts("", "127.8.8.8"));
    EXPECT_TRUE(trusts("", "::1"));
    EXPECT_TRUE(trusts("", "::ffff:127.0.0.1"));
    EXPECT_FALSE(trusts("", "172.18.0.2"));
    EXPECT_FALSE(trusts("", "fd00::2"));
}

TEST(TrustedProxies, AreThoseOfTheNetworks) {
    const char* list = "172.16.0.0/12  10.1.2.3 fd00::/8 2001:db8::7";
    for (const char* peer : {"172.16.0.1", "172.31.255.254", "::ffff:172.18.0.2", "10.1.2.3", "fd12:3456::1",
                             "2001:db8::7", "127.0.0.1"})
        EXPECT_TRUE(trusts(list, peer)) << peer;
    for (const char* peer : {"172.32.0.1", "172.15.255.255", "10.1.2.4", "fe80::1", "2001:db8::8", "8.8.8.8"})
        EXPECT_FALSE(trusts(list, peer)) << peer;
}

TEST(TrustedProxies, TakeTheAddressOfANetworkForTheNetwork) {
    EXPECT_TRUE(trusts("192.168.7.9/16", "192.168.200.1"));
}

TEST(TrustedProxies, RefuseListsThatAreNone) {
    for (const char* list :
         {"gateway", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "10.0.0.0/", "10.0.0.0/8,::1"})
        EXPECT_THROW(TrustedProxies{list}, std::invalid_argument) << list;
}

}  // namespace
}  // namespace trainingzip::web
