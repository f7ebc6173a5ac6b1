#include <cstdint>
#include <string>

#include "upload/notices.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace trainingzip::upload;
    const Notices notices = notices_from_text(std::string(reinterpret_cast<const char*>(data), size));
    if (notices_from_text(notices_to_text(notices)).size() != notices.size()) __builtin_trap();
    return 0;
}
