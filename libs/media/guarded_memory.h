#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <memory>
#include <new>

#include "media/image.h"

namespace trainingzip::test {

/// At which end of an image's memory the unreadable page lies.
enum class Guard { before, behind };

/// An image without a size whose memory for `width` x `height` ends where a page begins that may be neither
/// read nor written, or begins where such a page ends: the first access out of bounds ends the process, even
/// in code without sanitizers.
inline media::Image guarded_image(int width, int height, Guard guard,
                                  media::PixelFormat format = media::PixelFormat::rgb) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    const std::size_t bytes = media::Image::bytes_for(width, height, format);
    const std::size_t pages = (bytes + page - 1) / page * page;
    const std::size_t whole = pages + 2 * page;
    void* const memory = mmap(nullptr, whole, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    auto* const begin = static_cast<std::uint8_t*>(memory) + page;
    if (mprotect(begin, pages, PROT_READ | PROT_WRITE) != 0) throw std::bad_alloc();
    std::uint8_t* const samples = guard == Guard::before ? begin : begin + (pages - bytes);
    return {{samples, [memory, whole](std::uint8_t*) { munmap(memory, whole); }}, bytes};
}

}  // namespace trainingzip::test
