#include "api/accounts/device_cookie.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace trainingzip::api {
namespace {

using namespace std::chrono_literals;

class DeviceCookieTest : public testing::Test {
  protected:
    DeviceCookieTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "device-cookie-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~DeviceCookieTest() override { std::filesystem::remove_all(folder_); }

    auth::SecretKey key(const char* name = "key") const {
        return auth::SecretKey::load_or_make(folder_ / name);
    }

    auto read(std::string_view cookie, const CookieAccount& account, UtcTime now) const {
        return read_device_cookie(key(), cookie, account, now, 100s);
    }

    const CookieAccount runner_{"runner", "hash"};
    const UtcTime now_{1'800'000'000s};

  private:
    std::filesystem::path folder_;
};

TEST_F(DeviceCookieTest, NamesTheDeviceToItsAccountAlone) {
    const std::string cookie = make_device_cookie(key(), runner_, now_);
    const auto device = read(cookie, runner_, now_ + 100s);
    ASSERT_TRUE(device);
    EXPECT_TRUE(cookie.starts_with(*device + "."));
    EXPECT_EQ(cookie.find("runner"), std::string::npos);
    EXPECT_EQ(read(cookie, {"another", "hash"}, now_), std::nullopt);
    EXPECT_EQ(read(cookie, {"runner", "another password"}, now_), std::nullopt);
    EXPECT_EQ(read_device_cookie(key("another"), cookie, runner_, now_, 100s), std::nullopt);
    EXPECT_NE(make_device_cookie(key(), runner_, now_), cookie);
}

TEST_F(DeviceCookieTest, Ends) {
    const std::string cookie = make_device_cookie(key(), runner_, now_);
    EXPECT_EQ(read(cookie, runner_, now_ + 101s), std::nullopt);
    EXPECT_EQ(read(cookie, runner_, now_ - 1s), std::nullopt) << "it comes from the future";
}

TEST_F(DeviceCookieTest, IsNoneForAnAccountThatDoesNotExist) {
    const CookieAccount nobody{"nobody", ""};
    EXPECT_EQ(read(make_device_cookie(key(), nobody, now_), nobody, now_), std::nullopt);
}

TEST_F(DeviceCookieTest, IsNotAnotherByOneCharacter) {
    const std::string cookie = make_device_cookie(key(), runner_, now_);
    for (std::size_t i = 0; i < cookie.size(); ++i) {
        std::string other = cookie;
        other[i] = other[i] == 'A' ? 'B' : 'A';
        EXPECT_EQ(read(other, runner_, now_), std::nullopt) << i;
        EXPECT_EQ(read(cookie.substr(0, i), runner_, now_), std::nullopt) << i;
    }
    EXPECT_EQ(read(cookie + "A", runner_, now_), std::nullopt);
    EXPECT_EQ(read("", runner_, now_), std::nullopt);
    EXPECT_EQ(read(std::string(80, '.'), runner_, now_), std::nullopt);
}

}  // namespace
}  // namespace trainingzip::api
