#include "base/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

#include "base/sanitizer.h"
#include "base/system_call_filter.h"

namespace trainingzip {

namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void limit(int resource, std::uint64_t value) {
    const rlimit both{value, value};
    if (setrlimit(static_cast<__rlimit_resource>(resource), &both) != 0) fail("setrlimit");
}

void apply_limits(const SandboxLimits& limits) {
    limit(RLIMIT_CPU, limits.processor_seconds);
    limit(RLIMIT_FSIZE, limits.file_bytes);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 64);
    if (!with_sanitizer) limit(RLIMIT_AS, limits.address_space_bytes);
    // Beyond RLIMIT_FSIZE a write then fails with EFBIG, which can be reported.
    std::signal(SIGXFSZ, SIG_IGN);
    setpriority(PRIO_PROCESS, 0, limits.niceness);
}

class Descriptor {
  public:
    explicit Descriptor(long number) : number_(static_cast<int>(number)) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

  private:
    int number_;
};

void allow(const Descriptor& rules, const std::filesystem::path& path, std::uint64_t access) {
    const Descriptor file(open(path.c_str(), O_PATH | O_CLOEXEC));
    if (file.number() < 0) fail(path.c_str());
    landlock_path_beneath_attr rule{};
    rule.allowed_access = access;
    rule.parent_fd = file.number();
    if (syscall(SYS_landlock_add_rule, rules.number(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
        fail("landlock_add_rule");
    }
}

bool limit_files(const std::vector<std::filesystem::path>& readable,
                 const std::vector<std::filesystem::path>& writable) {
    const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return false;
    constexpr std::uint64_t read = LANDLOCK_ACCESS_FS_READ_FILE;
    std::uint64_t write = read | LANDLOCK_ACCESS_FS_WRITE_FILE;
    landlock_ruleset_attr handled{};
    // Every right of the first version: execute up to make_sym, bits 0 to 12.
    handled.handled_access_fs = (1ULL << 13) - 1;
#ifdef LANDLOCK_ACCESS_FS_TRUNCATE
    if (version >= 3) {
        handled.handled_access_fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
        write |= LANDLOCK_ACCESS_FS_TRUNCATE;
    }
#endif
    const Descriptor rules(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0));
    if (rules.number() < 0) fail("landlock_create_ruleset");
    for (const auto& path : readable) allow(rules, path, read);
    for (const auto& path : writable) allow(rules, path, write);
    // The leak check at exit reads the maps and tasks of its own process.
    if (with_sanitizer) allow(rules, "/proc", read | LANDLOCK_ACCESS_FS_READ_DIR);
    if (syscall(SYS_landlock_restrict_self, rules.number(), 0) != 0) fail("landlock_restrict_self");
    return true;
}

}  // namespace

bool enter_sandbox(const SandboxLimits& limits, const std::vector<std::filesystem::path>& readable,
                   const std::vector<std::filesystem::path>& writable) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) fail("parent death signal");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail("no_new_privs");
    apply_limits(limits);
    const bool files_are_limited = limit_files(readable, writable);
    install_system_call_filter({.may_write_files = !writable.empty()});
    return files_are_limited;
}

}  // namespace trainingzip
