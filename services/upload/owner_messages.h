#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "media/notice.h"
#include "upload/upload_settings.h"

namespace trainingzip::upload {

/// Why an upload failed, for its owner: the message of the error and, where a limit was exceeded, the limit.
std::string failure_sentence(ErrorCode code, const MediaSettings& limits, Language language);

/// How a video was altered, for its owner.
std::string notice_sentence(const media::Notice& notice, Language language);

/// For the owner of a training that was made with stand-in networks.
std::string_view stand_in_networks_sentence(Language language);

}  // namespace trainingzip::upload
