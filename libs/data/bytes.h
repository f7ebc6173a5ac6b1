#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace soci {
class blob;
}

namespace trainingzip::data {

/// Fills an empty blob, to be given to soci::use().
void fill(soci::blob& blob, std::span<const std::uint8_t> bytes);

/// The content of a blob that came from soci::into(). Ask for it before the next row is fetched.
std::string content(soci::blob& blob);

}  // namespace trainingzip::data
