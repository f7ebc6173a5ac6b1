#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.h"
#include "upload/file_name.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using trainingzip::upload::shown_file_name;
    try {
        const std::string shown = shown_file_name({reinterpret_cast<const char*>(data), size});
        if (shown_file_name(shown) != shown) std::abort();
    } catch (const trainingzip::Failure&) {
    }
    return 0;
}
