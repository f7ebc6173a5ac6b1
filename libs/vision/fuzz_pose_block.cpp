#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "base/error.h"
#include "vision/pose_block.h"

/// What is accepted must be exactly what the encoder makes of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace trainingzip;
    try {
        const std::span<const std::uint8_t> bytes(data, size);
        const auto again = vision::encode_pose_block(vision::decode_pose_block(bytes));
        if (!std::equal(bytes.begin(), bytes.end(), again.begin(), again.end())) std::abort();
    } catch (const Failure&) {
    }
    return 0;
}
