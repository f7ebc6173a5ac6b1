#include "auth/secret_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>

#include "base/config.h"
#include "base/ids.h"

namespace trainingzip::auth {
namespace {

constexpr std::size_t largest_secret = 16 * 1024;
constexpr std::size_t shortest_line = 32;
constexpr mode_t owner_only = 0600;

class Descriptor {
  public:
    explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
    ~Descriptor() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return descriptor_; }

  private:
    int descriptor_;
};

[[noreturn]] void fail(const char* what, const std::filesystem::path& path) {
    throw std::system_error(errno, std::system_category(), std::string(what) + " " + path.string());
}

std::optional<std::string> read_secret(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        if (errno == ENOENT) return std::nullopt;
        fail("open", path);
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) fail("stat", path);
    if ((status.st_mode & 0777) != owner_only && ::fchmod(file.get(), owner_only) != 0) fail("chmod", path);
    std::string text(largest_secret, '\0');
    std::size_t length = 0;
    while (length < text.size()) {
        const ssize_t count = ::read(file.get(), text.data() + length, text.size() - length);
        if (count < 0) fail("read", path);
        if (count == 0) break;
        length += static_cast<std::size_t>(count);
    }
    text.resize(length);
    return text;
}

void write_whole(const std::filesystem::path& path, std::string_view text) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_only));
    if (file.get() < 0) fail("create", path);
    while (!text.empty()) {
        const ssize_t count = ::write(file.get(), text.data(), text.size());
        if (count < 0) fail("write", path);
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fsync(file.get()) != 0) fail("fsync", path);
}

}  // namespace

std::string read_or_make_secret(const std::filesystem::path& path, const std::function<std::string()>& make) {
    if (auto text = read_secret(path)) return *text;
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
    std::filesystem::path temporary = path;
    temporary += "." + random_hex(8);
    write_whole(temporary, make());
    // link() never replaces: the first server to come here gives the secret to all.
    const bool linked = ::link(temporary.c_str(), path.c_str()) == 0;
    const int error = errno;
    ::unlink(temporary.c_str());
    if (!linked && error != EEXIST) {
        errno = error;
        fail("create", path);
    }
    auto text = read_secret(path);
    if (!text) throw std::system_error(ENOENT, std::system_category(), path.string());
    return *text;
}

std::string read_secret_line(const std::filesystem::path& path, std::string_view name) {
    std::string secret = read_or_make_secret(path, [] { return random_token(32) + "\n"; });
    while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
    const bool printable =
        std::all_of(secret.begin(), secret.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (secret.size() < shortest_line || !printable) {
        throw ConfigError("the " + std::string(name) + " in " + path.string() +
                          " must be one line of at least 32 printable characters");
    }
    return secret;
}

void replace_secret(const std::filesystem::path& path, std::string_view text) {
    std::filesystem::path temporary = path;
    temporary += "." + random_hex(8);
    try {
        write_whole(temporary, text);
        std::filesystem::rename(temporary, path);
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
}

}  // namespace trainingzip::auth
