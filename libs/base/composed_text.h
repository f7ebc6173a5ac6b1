#pragma once

#include <string>
#include <string_view>

namespace trainingzip {

/// The composed form (NFC, Unicode Standard Annex 15) of a text, so that what people see as the same is
/// found: some systems write Korean syllables as their letters. The text must be well-formed UTF-8.
std::string composed(std::string_view text);

}  // namespace trainingzip
