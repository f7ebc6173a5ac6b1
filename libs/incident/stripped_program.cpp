#include <cstdio>
#include <stdexcept>

#include "incident/stack_trace.h"

namespace {

[[gnu::noinline]] void throw_in_the_stripped_program() {
    throw std::runtime_error("on purpose");
}

}  // namespace

// For the test of traces in programs whose debug information lies in a file of its own: prints the trace of a
// throw.
int main() {
    try {
        throw_in_the_stripped_program();
    } catch (const std::exception& error) {
        using namespace trainingzip::incident;
        std::fputs(to_text(describe(trace_of(error))).c_str(), stdout);
    }
    return 0;
}
