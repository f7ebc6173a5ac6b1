#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "incident/incident.h"

namespace trainingzip::incident {

/// One request or job as stored in the crash record.
struct ActivityText {
    std::string_view place;  ///< "request" or the name of the job.
    std::string_view request_id;
    std::string_view method;
    std::string_view target;
    std::string_view headers;  ///< One "Name: value" a line, secret ones masked.
    std::string_view user_agent;
    std::string_view client_address;
    std::string_view user;  ///< User id, empty when unknown.
    std::string_view body;  ///< Already redacted.
};

/// The current activities of a process in a memory-mapped file, which survives however the process ends, even
/// by SIGKILL.
///
/// The crash handler writes signal and stack trace into the same memory; the next start reads them.
class CrashRecord {
  public:
    static constexpr std::size_t activities = 128;  ///< Requests and jobs recorded at once.

    /// The record of the previous process: an incident of kind "crash" if it did not exit normally, with the
    /// activities of the crashed thread or, if no handler ran (SIGKILL), of all threads. nullopt when there
    /// was none or it exited normally. The file is then ready for a new CrashRecord.
    static std::optional<Incident> read_last(const std::filesystem::path& file, std::string_view server);

    /// Creates the file and maps it. Throws std::system_error.
    explicit CrashRecord(const std::filesystem::path& file);
    /// Marks a normal exit.
    ~CrashRecord();
    CrashRecord(const CrashRecord&) = delete;
    CrashRecord& operator=(const CrashRecord&) = delete;

    /// Writes SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT and std::terminate into the record, then lets the
    /// signal terminate the process. Runs on an alternate stack in threads that hold a CrashStack.
    void install_handlers();

    struct Memory;
    Memory& memory() { return *memory_; }

  private:
    Memory* memory_;
};

/// An alternate signal stack for the crash handler in this thread, so that a stack overflow can be reported
/// as well.
class CrashStack {
  public:
    CrashStack();
    ~CrashStack();
    CrashStack(const CrashStack&) = delete;
    CrashStack& operator=(const CrashStack&) = delete;

  private:
    std::unique_ptr<std::byte[]> stack_;
};

/// The activity of this thread during the lifetime of the object; inner ones hide outer ones. Costs one copy
/// of the text. Activities beyond CrashRecord::activities are not recorded. The text is stored on disk: no
/// passwords, no tokens.
class Activity {
  public:
    /// Texts that are too long are truncated.
    Activity(CrashRecord& record, const ActivityText& text);
    ~Activity();
    Activity(const Activity&) = delete;
    Activity& operator=(const Activity&) = delete;

  private:
    CrashRecord& record_;
    int slot_;
    int outer_slot_;
};

}  // namespace trainingzip::incident
