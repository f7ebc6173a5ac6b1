#include "api/http/spooled_body.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t piece_size = 256 * 1024;

}  // namespace

SpooledBody::SpooledBody() {
    std::string path = (std::filesystem::temp_directory_path() / "trainingzip-XXXXXX").string();
    descriptor_ = ::mkostemp(path.data(), O_CLOEXEC);
    if (descriptor_ < 0) throw std::system_error(errno, std::system_category(), "create " + path);
    try {
        file_ = std::make_shared<web::OpenFile>(path);
    } catch (...) {
        ::close(descriptor_);
        ::unlink(path.c_str());
        throw;
    }
    ::unlink(path.c_str());
}

SpooledBody::~SpooledBody() {
    ::close(descriptor_);
}

void SpooledBody::append(std::string_view text) {
    pending_ += text;
    if (pending_.size() >= piece_size) flush();
}

void SpooledBody::flush() {
    std::string_view rest = pending_;
    while (!rest.empty()) {
        const ssize_t count = ::write(descriptor_, rest.data(), rest.size());
        if (count < 0) {
            if (errno == EINTR) continue;
            if (errno == ENOSPC || errno == EDQUOT) {
                throw Failure(ErrorCode::storage_full, "no room for temporary files");
            }
            throw std::system_error(errno, std::system_category(), "write a temporary file");
        }
        rest.remove_prefix(static_cast<std::size_t>(count));
        length_ += static_cast<std::uint64_t>(count);
    }
    pending_.clear();
}

web::FileBody SpooledBody::finish() {
    flush();
    return {std::move(file_), 0, length_};
}

}  // namespace trainingzip::api
