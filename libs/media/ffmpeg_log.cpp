#include "media/ffmpeg_log.h"

extern "C" {
#include <libavutil/log.h>
}

namespace trainingzip::media {

void silence_ffmpeg() {
    av_log_set_level(AV_LOG_QUIET);
}

}  // namespace trainingzip::media
