#pragma once

#include <filesystem>

#include "media/sniff.h"

namespace trainingzip::media {

/// What the outermost structure of a file tells of its end.
struct FileExtent {
    enum class End {
        whole,    ///< Everything that the file says it has is there.
        unknown,  ///< It does not say where it ends: live recordings, fragments, a damaged structure.
        missing,  ///< It says that it goes on beyond its end.
    };
    End end = End::unknown;
    bool index_missing = false;  ///< MP4: there is media, but no or only a part of the index (`moov`).
};

/// Reads only the headers of the outermost boxes, elements, chunks or packets. Never fails: what cannot be
/// read is `unknown`.
FileExtent examine_extent(const std::filesystem::path& path, FileKind kind);

}  // namespace trainingzip::media
