#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace trainingzip::auth {

/// The content of a file that only its owner may read (mode 0600).
///
/// Where the file does not exist it is made with what `make` returns, whole or not at all: of servers that
/// start together, one wins and the others read its secret. A file that others may read is closed to them.
/// Throws std::system_error when the file can be neither read nor made.
std::string read_or_make_secret(const std::filesystem::path& path, const std::function<std::string()>& make);

/// The one line of such a file, made at random where it does not exist. Throws ConfigError, which calls it
/// `name`, unless it is at least 32 printable characters.
std::string read_secret_line(const std::filesystem::path& path, std::string_view name);

/// Puts another content into such a file, whole or not at all. Throws std::system_error.
void replace_secret(const std::filesystem::path& path, std::string_view text);

}  // namespace trainingzip::auth
