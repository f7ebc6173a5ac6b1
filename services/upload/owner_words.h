#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "media/notice.h"
#include "upload/upload_settings.h"

namespace trainingzip::upload {

/// Why an upload failed, for its owner: the sentence of the error and, where a limit was passed, the limit.
std::string failure_sentence(ErrorCode code, const MediaSettings& limits, Language language);

/// What was done about a video, for its owner.
std::string notice_sentence(const media::Notice& notice, Language language);

/// What the owner of a training that stand-in networks made is told.
std::string_view stand_in_networks_sentence(Language language);

}  // namespace trainingzip::upload
