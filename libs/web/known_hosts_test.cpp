#include "web/known_hosts.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace trainingzip::web {
namespace {

TEST(KnownHosts, KnowsWhatIsListed) {
    const KnownHosts hosts("training.example  192.0.2.7 [2001:DB8:0::7]");
    for (const char* host : {"training.example", "TRAINING.example:8443", "training.example.", "192.0.2.7:1",
                             "[2001:db8::7]", "[2001:db8:0:0::7]:8443"})
        EXPECT_TRUE(hosts.contains(host, "203.0.113.1")) << host;
    for (const char* host : {"evil.example", "training.example.evil.example", "eviltraining.example",
                             "www.training.example", "192.0.2.77", "[2001:db8::8]", "localhost", "127.0.0.1"})
        EXPECT_FALSE(hosts.contains(host, "203.0.113.1")) << host;
}

TEST(KnownHosts, KnowsTheAddressOfTheConnection) {
    const KnownHosts hosts;
    EXPECT_TRUE(hosts.contains("203.0.113.1:9101", "203.0.113.1"));
    EXPECT_TRUE(hosts.contains("203.0.113.1", "::ffff:203.0.113.1"));
    EXPECT_TRUE(hosts.contains("[2001:db8::1]:9101", "2001:db8::1"));
    EXPECT_FALSE(hosts.contains("203.0.113.2", "203.0.113.1"));
}

TEST(KnownHosts, KnowsLocalhostOnLoopback) {
    const KnownHosts hosts;
    for (const char* host : {"localhost", "LocalHost:8443", "127.0.0.1:9101", "127.0.0.9", "[::1]:9101"}) {
        EXPECT_TRUE(hosts.contains(host, "127.0.0.1")) << host;
        EXPECT_TRUE(hosts.contains(host, "::1")) << host;
        EXPECT_FALSE(hosts.contains(host, "203.0.113.1")) << host;
    }
    for (const char* host : {"localhost.evil.example", "127.0.0.1.evil.example", "evil.example", "0.0.0.0"})
        EXPECT_FALSE(hosts.contains(host, "127.0.0.1")) << host;
}

TEST(KnownHosts, RefusesListsThatAreNone) {
    for (const char* list :
         {"training.example:8443", "[::1]:80", "https://training.example", "a,b", "*.example"})
        EXPECT_THROW(KnownHosts{list}, std::invalid_argument) << list;
    EXPECT_NO_THROW(KnownHosts{""});
}

}  // namespace
}  // namespace trainingzip::web
