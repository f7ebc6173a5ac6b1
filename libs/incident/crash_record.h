#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "incident/incident.h"

namespace trainingzip::incident {

/// One request or job as the black box keeps it.
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

/// What a process was doing, in a file that outlives it however it ends: memory shared with the file, so that
/// even SIGKILL leaves the last words.
///
/// The crash handler writes signal and trace into the same memory. The next start finds them.
class BlackBox {
  public:
    static constexpr std::size_t activities = 128;  ///< Requests and jobs known at once.

    /// What the process before this one left: an incident of kind "crash" for a process that did not end on
    /// its own, with the activities of the crashed thread or, where there was no handler (SIGKILL), of all.
    /// nullopt when there was none or it ended well. The file is then ready for a new BlackBox.
    static std::optional<Incident> read_last(const std::filesystem::path& file, std::string_view server);

    /// Creates the file and maps it. Throws std::system_error.
    explicit BlackBox(const std::filesystem::path& file);
    /// Marks that the process ended on its own.
    ~BlackBox();
    BlackBox(const BlackBox&) = delete;
    BlackBox& operator=(const BlackBox&) = delete;

    /// Writes SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT and std::terminate into the box, then lets the signal
    /// end the process as it would have. Works on a stack of its own, in threads that hold a CrashStack.
    void install_handlers();

    struct Memory;
    Memory& memory() { return *memory_; }

  private:
    Memory* memory_;
};

/// A stack for the crash handler in this thread, so that running out of stack can be told too.
class CrashStack {
  public:
    CrashStack();
    ~CrashStack();
    CrashStack(const CrashStack&) = delete;
    CrashStack& operator=(const CrashStack&) = delete;

  private:
    std::unique_ptr<std::byte[]> stack_;
};

/// What this thread is doing, while the object lives; inner ones hide outer ones. Costs one copy of the text.
/// Beyond BlackBox::activities nothing is noted. The text lies on disk: no passwords, no tokens.
class Activity {
  public:
    /// Texts that are too long are cut.
    Activity(BlackBox& box, const ActivityText& text);
    ~Activity();
    Activity(const Activity&) = delete;
    Activity& operator=(const Activity&) = delete;

  private:
    BlackBox& box_;
    int slot_;
    int outer_slot_;
};

}  // namespace trainingzip::incident
