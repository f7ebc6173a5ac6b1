#include "api/accounts/sign_in_throttle.h"

#include <gtest/gtest.h>

#include <string>

#include "base/error.h"
#include "web/client_network.h"

namespace trainingzip::api {
namespace {

using namespace std::chrono_literals;

class SignInThrottleTest : public testing::Test {
  protected:
    /// Seconds to wait; 0 when the attempt is let through.
    int attempt(const std::string& account, const std::string& address) {
        return attempt({account, address});
    }

    int attempt(const SignInThrottle::Attempt& who) {
        try {
            throttle_.begin(who, now_);
            return 0;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.code(), ErrorCode::too_many_attempts);
            EXPECT_GT(failure.retry_after_seconds(), 0);
            return failure.retry_after_seconds();
        }
    }

    using By = SignInThrottle::Attempt::By;

    SignInThrottle throttle_{{3, 6, 10s, 100s}};
    SignInThrottle::TimePoint now_{1000s};
};

TEST_F(SignInThrottleTest, DoublesTheWaitUpToTheLongest) {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(attempt("a", std::to_string(i)), 0);
    int address = 10;
    for (const int wait : {1, 2, 4, 8, 10, 10}) {
        EXPECT_EQ(attempt("a", std::to_string(++address)), wait);
        now_ += std::chrono::seconds(wait);
        EXPECT_EQ(attempt("a", std::to_string(++address)), 0);
    }
}

TEST_F(SignInThrottleTest, KeepsAccountsApart) {
    for (int i = 0; i < 3; ++i) attempt("a", "1");
    EXPECT_GT(attempt("a", "2"), 0);
    EXPECT_EQ(attempt("b", "2"), 0);
}

TEST_F(SignInThrottleTest, SlowsAnAddressThatTriesManyAccounts) {
    for (int i = 0; i < 6; ++i) EXPECT_EQ(attempt(std::to_string(i), "1"), 0);
    EXPECT_GT(attempt("fresh", "1"), 0);
    EXPECT_EQ(attempt("fresh", "2"), 0);
}

TEST_F(SignInThrottleTest, ForgivesAnAccountThatSignsIn) {
    for (int i = 0; i < 3; ++i) attempt("a", "1");
    now_ += 1s;
    EXPECT_EQ(attempt("a", "1"), 0);
    throttle_.succeed({"a", "1"});
    for (int i = 0; i < 2; ++i) EXPECT_EQ(attempt("a", "1"), 0);
}

TEST_F(SignInThrottleTest, DoesNotForgiveAnAddressForOneOwnAccount) {
    int let_through = 0;
    for (int i = 0; i < 30; ++i) {
        if (attempt("victim " + std::to_string(i), "1") == 0) ++let_through;
        if (attempt("own", "1") == 0) throttle_.succeed({"own", "1"});
    }
    EXPECT_LE(let_through, 6);
}

TEST_F(SignInThrottleTest, DoesNotKeepAnOwnerOutWhomTheAccountKnows) {
    for (int i = 0; i < 5; ++i) attempt("a", "elsewhere " + std::to_string(i));
    EXPECT_GT(attempt("a", "yet another"), 0);
    EXPECT_EQ(attempt({"a", "home", By::network, "home"}), 0);
    EXPECT_EQ(attempt({"a", "yet another", By::device, "phone"}), 0);
}

TEST_F(SignInThrottleTest, SlowsGuessesFromWhatTheAccountKnows) {
    for (const By by : {By::network, By::device}) {
        for (int i = 0; i < 3; ++i) EXPECT_EQ(attempt({"a", std::to_string(i), by, "x"}), 0);
        EXPECT_GT(attempt({"a", "home", by, "x"}), 0);
        EXPECT_EQ(attempt({"a", "home", by, "y"}), 0);
        EXPECT_EQ(attempt({"b", "home", by, "x"}), 0);
    }
    EXPECT_EQ(attempt("a", "elsewhere"), 0);
    EXPECT_EQ(attempt("device:x a", "elsewhere"), 0) << "who is named like a count does not have it";
}

TEST_F(SignInThrottleTest, TakesNoDeviceForTheFailuresOfItsAddress) {
    for (int i = 0; i < 6; ++i) attempt("victim " + std::to_string(i), "school");
    EXPECT_GT(attempt("a", "school"), 0);
    EXPECT_GT(attempt({"a", "school", By::network, "school"}), 0) << "a pupil tries the others' accounts";
    EXPECT_EQ(attempt({"a", "school", By::device, "phone"}), 0);
}

TEST_F(SignInThrottleTest, TakesTheAddressesOfOneCustomerForOne) {
    for (int i = 0; i < 6; ++i) {
        EXPECT_EQ(attempt(std::to_string(i), "2001:db8:1:2::" + std::to_string(i)), 0);
    }
    EXPECT_GT(attempt("fresh", "2001:db8:1:2:ffff:ffff:ffff:ffff"), 0);
    EXPECT_EQ(attempt("fresh", "2001:db8:1:3::"), 0);
}

TEST(ClientNetworkTest, IsWhatOneCustomerHas) {
    EXPECT_EQ(web::client_network("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(web::client_network("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(web::client_network("2001:DB8:0:1:a:b:c:d"), "2001:db8:0:1::/64");
    EXPECT_EQ(web::client_network("::1"), "::/64");
    for (const char* other : {"", "...", "1::2::3"}) EXPECT_EQ(web::client_network(other), other);
}

TEST(WideNetworkTest, IsWhatASchoolHas) {
    EXPECT_EQ(web::wide_network("192.0.2.7"), "192.0.2.0/24");
    EXPECT_EQ(web::wide_network("::ffff:192.0.2.7"), "192.0.2.0/24");
    EXPECT_EQ(web::wide_network("2001:DB8:0:1:a:b:c:d"), "2001:db8::/48");
    for (const char* other : {"", "...", "1::2::3"}) EXPECT_EQ(web::wide_network(other), other);
}

TEST_F(SignInThrottleTest, ForgetsAfterAQuietTime) {
    for (int i = 0; i < 3; ++i) attempt("a", "1");
    now_ += 101s;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(attempt("a", "1"), 0);
}

TEST_F(SignInThrottleTest, ForgetsThoughOthersSignInFromThere) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(attempt("clumsy " + std::to_string(i), "1"), 0);
    for (int i = 0; i < 6; ++i) {
        now_ += 20s;
        EXPECT_EQ(attempt("own", "1"), 0);
        throttle_.succeed({"own", "1"});
    }
    for (int i = 0; i < 5; ++i) EXPECT_EQ(attempt("clumsy " + std::to_string(i), "1"), 0);
}

TEST_F(SignInThrottleTest, HoldsOnWhenSomebodyInventsNames) {
    for (int i = 0; i < 20'100; ++i) {
        now_ += 1ms;
        attempt("name " + std::to_string(i), "address " + std::to_string(i));
    }
    for (int i = 0; i < 3; ++i) EXPECT_EQ(attempt("a", "1"), 0);
    EXPECT_GT(attempt("a", "2"), 0);
}

}  // namespace
}  // namespace trainingzip::api
