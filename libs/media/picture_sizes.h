#pragma once

namespace trainingzip::media {

/// Longest side of a picture of a training or person as stored, in pixels.
inline constexpr int longest_stored_side = 1280;
/// Widest that its smaller sizes are, in pixels. The page shows pictures by their width, so that one from a
/// phone held upright must not become narrower than one that lies.
inline constexpr int medium_width = 640;
inline constexpr int small_width = 320;

}  // namespace trainingzip::media
