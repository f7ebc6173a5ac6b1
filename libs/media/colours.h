#pragma once

#include "media/ffmpeg_handles.h"

namespace trainingzip::media {

/// What the samples of a picture mean (ITU-T H.273). Include from .cpp files only.
struct Colours {
    AVColorSpace matrix = AVCOL_SPC_BT709;
    AVColorPrimaries primaries = AVCOL_PRI_BT709;
    AVColorTransferCharacteristic transfer = AVCOL_TRC_BT709;
    bool full_range = false;
    friend bool operator==(const Colours&, const Colours&) = default;

    /// PQ or HLG: more light than a standard display shows, so that the picture must be tone mapped.
    bool has_high_dynamic_range() const;
    /// More colours than BT.709 has.
    bool has_wide_gamut() const { return primaries == AVCOL_PRI_BT2020; }
};

/// The colours of a picture of this format and coded height, as the stream tells them; what it does not tell
/// is what browsers take it for: BT.709 from 720 lines, BT.601 below, limited range.
Colours told_colours(AVColorSpace matrix, AVColorPrimaries primaries, AVColorTransferCharacteristic transfer,
                     AVColorRange range, int pixel_format, int height);
Colours colours_of(const AVCodecParameters& codec);
Colours colours_of(const AVFrame& frame);

/// The colours that a picture of those has in the normalised form: BT.709 where they had to be brought into
/// what a standard display shows, else the same with limited range.
Colours normalised_colours(const Colours& source);

}  // namespace trainingzip::media
