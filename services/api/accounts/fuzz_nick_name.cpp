#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/accounts/nick_name.h"
#include "base/encoding.h"

/// No text breaks the rules of nicknames; a name has one look, and one key with it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace trainingzip;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const api::NickNameProblem problem = api::examine_nick_name(text);
    if (!is_valid_utf8(text)) {
        if (problem == api::NickNameProblem::none) std::abort();
        return 0;
    }
    const std::string shown = api::shown_nick_name(text);
    if (api::shown_nick_name(shown) != shown) std::abort();
    if (api::nick_name_key(shown) != api::nick_name_key(text)) std::abort();
    if (problem == api::NickNameProblem::none && api::examine_nick_name(shown) != problem) std::abort();
    return 0;
}
