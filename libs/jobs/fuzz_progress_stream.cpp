#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "jobs/progress_message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const trainingzip::jobs::ProgressMessage message({reinterpret_cast<const char*>(data), size});
        if (message.type() == trainingzip::jobs::message_type::failed) message.throw_failure();
        message.integer("frames");
        message.number("framesPerSecond");
        message.text("block");
    } catch (const trainingzip::Failure&) {
    }
    return 0;
}
