#include <cxxabi.h>
#include <dlfcn.h>
#include <unwind.h>

#include <typeinfo>

#include "incident/stack_trace.h"

namespace trainingzip::incident {

namespace {

struct RecordedThrow {
    const void* object = nullptr;
    StackTrace trace;
};

// A catch block may throw and catch on its own before it asks for the trace of the first exception.
constexpr std::size_t remembered_throws = 4;

struct Recorder {
    std::array<RecordedThrow, remembered_throws> throws;
    std::size_t next = 0;
};

thread_local Recorder recorder;

struct Unwinding {
    StackTrace* trace;
    std::size_t skip;
};

_Unwind_Reason_Code add_frame(_Unwind_Context* context, void* argument) {
    auto& unwinding = *static_cast<Unwinding*>(argument);
    if (unwinding.skip > 0) {
        --unwinding.skip;
        return _URC_NO_REASON;
    }
    StackTrace& trace = *unwinding.trace;
    const std::uintptr_t address = _Unwind_GetIP(context);
    if (address == 0 || trace.depth == StackTrace::deepest) return _URC_END_OF_STACK;
    trace.addresses[trace.depth++] = address;
    return _URC_NO_REASON;
}

// Inlined into functions that are not, so that `skip` means the same however the compiler optimises.
[[gnu::always_inline]] inline void unwind_into(StackTrace& trace, std::size_t skip) {
    trace.depth = 0;
    Unwinding unwinding{&trace, skip};
    _Unwind_Backtrace(add_frame, &unwinding);
}

}  // namespace

[[gnu::noinline]] void record_throw(const void* object) {
    RecordedThrow& slot = recorder.throws[recorder.next];
    recorder.next = (recorder.next + 1) % remembered_throws;
    slot.object = object;
    // This function and __cxa_throw are of no interest.
    unwind_into(slot.trace, 2);
}

StackTrace trace_of(const std::exception& exception) {
    const void* object = dynamic_cast<const void*>(&exception);
    for (std::size_t back = 1; back <= remembered_throws; ++back) {
        const RecordedThrow& slot =
            recorder.throws[(recorder.next + remembered_throws - back) % remembered_throws];
        if (slot.object == object) return slot.trace;
    }
    return {};
}

StackTrace trace_of_last_throw() {
    return recorder.throws[(recorder.next + remembered_throws - 1) % remembered_throws].trace;
}

[[gnu::noinline]] StackTrace current_trace() {
    StackTrace trace;
    unwind_into(trace, 1);
    return trace;
}

}  // namespace trainingzip::incident

extern "C" void __cxa_throw(void* object, std::type_info* type, void (*destructor)(void*)) {
    using Throw = void (*)(void*, std::type_info*, void (*)(void*));
    static const auto original = reinterpret_cast<Throw>(dlsym(RTLD_NEXT, "__cxa_throw"));
    trainingzip::incident::record_throw(object);
    original(object, type, destructor);
    __builtin_unreachable();
}
