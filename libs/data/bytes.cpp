#include "data/bytes.h"

#include <soci/blob.h>

namespace trainingzip::data {

void fill(soci::blob& blob, std::span<const std::uint8_t> bytes) {
    blob.write(0, reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

std::string content(soci::blob& blob) {
    std::string bytes(blob.get_len(), '\0');
    if (!bytes.empty()) blob.read(0, bytes.data(), bytes.size());
    return bytes;
}

}  // namespace trainingzip::data
