// Any bytes as a token: a parse or a Failure(token_malformed or token_signature_invalid).

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "auth/jwt.h"
#include "base/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        trainingzip::auth::parse_token({reinterpret_cast<const char*>(data), size});
    } catch (const trainingzip::Failure& failure) {
        using enum trainingzip::ErrorCode;
        if (failure.code() != token_malformed && failure.code() != token_signature_invalid) std::abort();
    }
    return 0;
}
