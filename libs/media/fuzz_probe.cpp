#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

#include "base/error.h"
#include "media/ffmpeg_log.h"
#include "media/probe.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    trainingzip::media::silence_ffmpeg();
    const int file = memfd_create("input", MFD_CLOEXEC);
    if (file < 0) return 0;
    if (write(file, data, size) == static_cast<ssize_t>(size)) {
        try {
            trainingzip::media::probe("/proc/self/fd/" + std::to_string(file),
                                      {.picture_side = 512, .seconds = 60});
        } catch (const trainingzip::Failure&) {
        }
    }
    close(file);
    return 0;
}
