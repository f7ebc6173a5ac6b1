#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "jobs/work_line.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const trainingzip::jobs::WorkLine line({reinterpret_cast<const char*>(data), size});
        if (line.type() == "failed") line.throw_failure();
        line.whole("frames");
        line.number("framesPerSecond");
        line.text("block");
    } catch (const trainingzip::Failure&) {
    }
    return 0;
}
