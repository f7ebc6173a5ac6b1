#pragma once

#include <cstddef>

#include "api/catalogue/pictures/stored_sizes.h"

namespace trainingzip::api {

/// How PictureSandbox and its program share memory (the descriptor passed_descriptor): the picture that was
/// sent at the start, and behind the room for it the JPEGs of the sizes, large, medium, small, without gaps.
/// The program's line "done" tells the bytes of each; 0 where there is none.
inline constexpr std::size_t result_offset = most_picture_bytes;
/// The three of them, at their largest, take less.
inline constexpr std::size_t result_room = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t exchange_bytes = result_offset + result_room;

}  // namespace trainingzip::api
