#pragma once

#include <filesystem>

#include "media/sniff.h"

namespace trainingzip::media {

/// What the top-level structure of a file says about its end.
struct FileExtent {
    enum class End {
        whole,    ///< The file is complete.
        unknown,  ///< The end is not declared: live recordings, fragments, a damaged structure.
        missing,  ///< The declared end lies beyond the end of the file.
    };
    End end = End::unknown;
    bool index_missing = false;  ///< MP4: there is media, but no or only a part of the index (`moov`).
};

/// Reads only the headers of the outermost boxes, elements, chunks or packets. Never fails: what cannot be
/// read is `unknown`.
FileExtent examine_extent(const std::filesystem::path& path, FileKind kind);

}  // namespace trainingzip::media
