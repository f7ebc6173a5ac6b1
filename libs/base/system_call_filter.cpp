#include "base/system_call_filter.h"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <system_error>
#include <type_traits>

#include "base/sanitizer.h"

namespace trainingzip {

namespace {

using Conditions = std::initializer_list<scmp_arg_cmp>;

scmp_arg_cmp equals(unsigned int argument, scmp_datum_t value) {
    return {argument, SCMP_CMP_EQ, value, 0};
}

scmp_arg_cmp differs(unsigned int argument, scmp_datum_t value) {
    return {argument, SCMP_CMP_NE, value, 0};
}

scmp_arg_cmp has_bits(unsigned int argument, scmp_datum_t mask, scmp_datum_t value) {
    return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

void check(int result, const char* what) {
    if (result < 0) throw std::system_error(-result, std::generic_category(), what);
}

/// The rules of a filter in the making; conditions of one rule hold together, several rules of a call are
/// alternatives.
class Filter {
  public:
    Filter() : context_(seccomp_init(SCMP_ACT_ERRNO(ENOSYS))) {
        if (!context_) throw std::system_error(ENOMEM, std::generic_category(), "seccomp");
        // Calls of another architecture (32 bits, x32) would go around the list.
        check(seccomp_attr_set(context_.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS), "seccomp");
    }

    void allow(const char* call, Conditions conditions = {}) { add(SCMP_ACT_ALLOW, call, conditions); }
    void kill(const char* call, Conditions conditions = {}) { add(SCMP_ACT_KILL_PROCESS, call, conditions); }
    void load() { check(seccomp_load(context_.get()), "seccomp"); }

  private:
    void add(std::uint32_t action, const char* call, Conditions conditions) {
        const int number = seccomp_syscall_resolve_name(call);
        if (number == __NR_SCMP_ERROR) throw std::system_error(EINVAL, std::generic_category(), call);
        // Below zero: this architecture does not have it.
        if (number < 0) return;
        check(seccomp_rule_add_array(context_.get(), action, number,
                                     static_cast<unsigned int>(conditions.size()), conditions.begin()),
              call);
    }

    struct Release {
        void operator()(void* context) const { seccomp_release(context); }
    };
    std::unique_ptr<std::remove_pointer_t<scmp_filter_ctx>, Release> context_;
};

void allow_memory(Filter& filter) {
    for (const char* call : {"brk", "madvise", "mremap", "munmap"}) filter.allow(call);
    // Code is what was loaded before.
    filter.allow("mmap", {has_bits(2, PROT_EXEC, 0)});
    filter.allow("mprotect", {has_bits(2, PROT_EXEC, 0)});
}

void allow_threads(Filter& filter) {
    for (const char* call : {"exit", "exit_group", "futex", "getpid", "gettid", "rseq", "sched_getaffinity",
                             "sched_yield", "set_robust_list"}) {
        filter.allow(call);
    }
    // A thread of this process, in its namespaces. clone3 has its flags in memory, where a filter cannot see
    // them; without it the C library takes clone.
    constexpr scmp_datum_t namespaces = CLONE_NEWCGROUP | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWNS |
                                        CLONE_NEWPID | CLONE_NEWUSER | CLONE_NEWUTS;
    filter.allow("clone", {has_bits(0, CLONE_THREAD | namespaces, CLONE_THREAD)});
    filter.allow("prctl", {equals(0, PR_SET_NAME)});
}

void allow_signals_and_time(Filter& filter) {
    for (const char* call :
         {"clock_getres", "clock_gettime", "clock_nanosleep", "gettimeofday", "nanosleep", "restart_syscall",
          "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "time"}) {
        filter.allow(call);
    }
    // abort() signals itself.
    filter.allow("tgkill", {equals(0, static_cast<scmp_datum_t>(getpid()))});
}

void allow_files(Filter& filter, bool may_write) {
    for (const char* call : {"close", "fstat", "ftruncate", "lseek", "newfstatat", "poll", "ppoll", "pread64",
                             "pwrite64", "read", "readv", "write", "writev"}) {
        filter.allow(call);
    }
    filter.allow("fcntl", {equals(1, F_GETFL)});
    filter.allow("fcntl", {equals(1, F_SETFD)});
    // Which files: Landlock.
    constexpr scmp_datum_t changes = O_ACCMODE | O_CREAT | O_TRUNC;
    if (may_write) {
        filter.allow("open");
        filter.allow("openat");
    } else {
        filter.allow("open", {has_bits(1, changes, O_RDONLY)});
        filter.allow("openat", {has_bits(2, changes, O_RDONLY)});
    }
}

void allow_information(Filter& filter) {
    for (const char* call : {"getrandom", "getrusage", "sysinfo", "uname"}) filter.allow(call);
    // Reads limits, sets none.
    filter.allow("prlimit64", {equals(0, 0), equals(2, 0)});
}

/// The runtime of the sanitizers: it looks for leaks at exit from a process of its own, which traces this one
/// and reads its memory map, and it checks addresses by writing them into a pipe.
void allow_sanitizer(Filter& filter) {
    for (const char* call :
         {"access", "clone", "getdents", "getdents64", "getppid", "getrlimit", "lstat", "pipe", "pipe2",
          "prctl", "process_vm_readv", "readlink", "readlinkat", "stat", "wait4"}) {
        filter.allow(call);
    }
    filter.allow("ptrace", {differs(0, PTRACE_TRACEME)});
}

void kill_attacks(Filter& filter) {
    // clang-format off
    for (const char* call :
         {"socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "execve", "execveat", "kill",
          "tkill", "process_vm_writev", "mount", "umount2", "pivot_root", "chroot", "setns", "unshare", "bpf",
          "keyctl", "add_key", "request_key", "perf_event_open", "userfaultfd", "io_uring_setup", "init_module",
          "finit_module", "kexec_load"}) {
        filter.kill(call);
    }
    // clang-format on
    if (with_sanitizer) {
        filter.kill("ptrace", {equals(0, PTRACE_TRACEME)});
    } else {
        filter.kill("ptrace");
        filter.kill("process_vm_readv");
    }
}

}  // namespace

void install_system_call_filter(const SystemCallFilterOptions& options) {
    Filter filter;
    allow_memory(filter);
    allow_threads(filter);
    allow_signals_and_time(filter);
    allow_files(filter, options.may_write_files);
    allow_information(filter);
    if (with_sanitizer) allow_sanitizer(filter);
    kill_attacks(filter);
    filter.load();
}

}  // namespace trainingzip
