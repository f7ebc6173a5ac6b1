// Any bytes as a token: a parse or a Failure(token_malformed), nothing else.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "auth/jwt.h"
#include "base/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        trainingzip::auth::parse_token({reinterpret_cast<const char*>(data), size});
    } catch (const trainingzip::Failure& failure) {
        if (failure.code() != trainingzip::ErrorCode::token_malformed) std::abort();
    }
    return 0;
}
