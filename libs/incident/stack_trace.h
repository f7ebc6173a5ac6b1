#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <vector>

namespace trainingzip::incident {

/// Return addresses of the calls that led to a place, innermost first.
struct StackTrace {
    static constexpr std::size_t deepest = 48;
    std::array<std::uintptr_t, deepest> addresses{};
    std::size_t depth = 0;
};

/// The stack trace of the exception being handled, from where it was thrown. Every program that links this
/// library records it: __cxa_throw (Itanium C++ ABI, 2.4.3) is wrapped. The last few exceptions of each
/// thread are remembered; depth is 0 when this one is not among them. `exception` must be the object that was
/// thrown, caught by reference.
StackTrace trace_of(const std::exception& exception);

/// The trace of the last throw in this thread, for exceptions that are no std::exception.
StackTrace trace_of_last_throw();

/// The trace of the caller.
StackTrace current_trace();

/// Called for each throw, before it unwinds; keeps the trace for trace_of().
void record_throw(const void* object);

/// One call as a person reads it.
struct Frame {
    std::string function;  ///< Demangled; "?" when unknown.
    std::string file;      ///< As compiled; empty when unknown.
    int line = 0;          ///< 0 when unknown.
};

/// Looks up function, file and line from the debug information of this process, also when it lies in a
/// separate file (by build id or .gnu_debuglink). Takes milliseconds to seconds: not for a request's thread.
/// Never throws; safe to use from several threads.
std::vector<Frame> describe(const StackTrace& trace);

/// The same for another process that has ended: `memory_map` is what its /proc/PID/maps held.
std::vector<Frame> describe(const StackTrace& trace, const std::string& memory_map);

/// "#0 function at file:line", one line a frame.
std::string to_text(const std::vector<Frame>& frames);

}  // namespace trainingzip::incident
