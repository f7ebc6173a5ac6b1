#include "incident/exclusive_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace trainingzip::incident {

ExclusiveFolder::ExclusiveFolder(const std::filesystem::path& parent) {
    for (int number = 0; lock_ < 0; ++number) {
        path_ = parent / std::to_string(number);
        std::filesystem::create_directories(path_);
        const auto file = path_ / "lock";
        const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (descriptor < 0) throw std::system_error(errno, std::generic_category(), file.string());
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
            lock_ = descriptor;
            return;
        }
        const int error = errno;
        ::close(descriptor);
        if (error != EWOULDBLOCK) throw std::system_error(error, std::generic_category(), file.string());
    }
}

ExclusiveFolder::~ExclusiveFolder() {
    ::close(lock_);
}

}  // namespace trainingzip::incident
