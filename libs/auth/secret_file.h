#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace trainingzip::auth {

/// The content of a file that only its owner may read (mode 0600).
///
/// A missing file is created atomically with what `make` returns: of servers that start at the same time, one
/// wins and the others read its secret. The mode of a file that others may read is tightened. Throws
/// std::system_error when the file can be neither read nor made.
std::string read_or_make_secret(const std::filesystem::path& path, const std::function<std::string()>& make);

/// The one line of such a file, generated randomly where it does not exist. Throws ConfigError, which calls
/// it `name`, unless it is at least 32 printable characters.
std::string read_secret_line(const std::filesystem::path& path, std::string_view name);

/// Replaces the content of such a file atomically. Throws std::system_error.
void replace_secret(const std::filesystem::path& path, std::string_view text);

}  // namespace trainingzip::auth
