#pragma once

namespace trainingzip {

struct SystemCallFilterOptions {
    bool may_write_files = false;  ///< Whether openat may open, create or truncate a file for writing.
};

/// Leaves this process, for good, the system calls that decoding and encoding need, and no other (seccomp,
/// Linux 4.14). Three answers:
///  - what the list allows, where needed with restricted arguments;
///  - what only an attacker has a use for, such as socket, execve or ptrace: the process is killed (SIGSYS);
///  - everything else: ENOSYS, as from a kernel that does not have the call. The C library and the codecs
///    probe for calls and fall back, and which calls they probe for differs between their versions.
///
/// no_new_privs must be set. Covers the calling thread and those that it starts. Throws std::system_error
/// when the filter cannot be installed.
void install_system_call_filter(const SystemCallFilterOptions& options);

}  // namespace trainingzip
