#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "api/accounts/device_cookie.h"

using namespace trainingzip;

/// A cookie that somebody made up names no device; one of ours does, and is no other by what is appended.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto file =
        std::filesystem::temp_directory_path() / ("fuzz-device-cookie-" + std::to_string(::getpid()));
    static const auth::SecretKey key = auth::SecretKey::load_or_make(file);
    const api::CookieAccount account{"runner", "hash"};
    const UtcTime now(std::chrono::seconds(1'800'000'000));
    const std::chrono::seconds lifetime(100);
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (api::read_device_cookie(key, text, account, now, lifetime)) std::abort();
    const std::string ours = api::make_device_cookie(key, account, now);
    const auto device = api::read_device_cookie(key, ours + text, account, now, lifetime);
    if (device.has_value() != text.empty()) std::abort();
    return 0;
}
