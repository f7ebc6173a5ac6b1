#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "jobs/progress_message.h"
#include "media/notice.h"

namespace trainingzip::upload {

using Notices = std::vector<media::Notice>;

/// An array of {"kind", "seconds"} as the media program writes it. Throws Failure(processing_failed) for
/// anything else, also for an unknown kind.
Notices read_notices(const boost::json::value& array);

/// The field "notices" of a message of the media program; none when it is absent.
Notices notices_of(const jobs::ProgressMessage& message);

/// What is known of the video, with what a pose job tells of the trainer in place of what an earlier one
/// told.
Notices with_trainer_notices(Notices known, const Notices& told);

/// The same as text and back, for the database. What cannot be read there is left out.
std::string notices_to_text(const Notices& notices);
Notices notices_from_text(const std::string& text);

}  // namespace trainingzip::upload
