#include "base/ids.h"

#include <openssl/rand.h>

#include <stdexcept>
#include <vector>

#include "base/encoding.h"

namespace trainingzip {

namespace {

std::vector<std::uint8_t> random_bytes(std::size_t count) {
    std::vector<std::uint8_t> bytes(count);
    if (RAND_bytes(bytes.data(), static_cast<int>(count)) != 1)
        throw std::runtime_error("the system's random source failed");
    return bytes;
}

}  // namespace

std::string random_hex(std::size_t bytes) {
    return hex_encode(random_bytes(bytes));
}

std::string random_token(std::size_t bytes) {
    return base64url_encode(random_bytes(bytes));
}

}  // namespace trainingzip
