#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "api/accounts/work_proof.h"
#include "base/error.h"

using namespace trainingzip;

/// The body of a sign-up, as far as its proof goes. What is read has the form that is documented, and is no
/// proof.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto file =
        std::filesystem::temp_directory_path() / ("fuzz-work-proof-" + std::to_string(::getpid()));
    static const auth::SecretKey key = auth::SecretKey::load_or_make(file);
    web::Request request;
    request.headers.add("Content-Type", "application/json");
    request.body.assign(reinterpret_cast<const char*>(data), size);
    try {
        const web::JsonBody body(request, {"proof"});
        const auto proof =
            web::read_fields(body, [](web::BodyFields& fields) { return api::read_proof(fields); });
        if (!proof) return 0;
        if (proof->token.empty() || proof->token.size() > 200) std::abort();
        for (const std::uint64_t nonce : proof->nonces) {
            if (nonce >= std::uint64_t{1} << 53) std::abort();
        }
        if (api::read_challenge(key, proof->token, "home", UtcTime())) std::abort();
    } catch (const Failure&) {
    }
    return 0;
}
