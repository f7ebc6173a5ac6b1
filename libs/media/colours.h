#pragma once

#include "media/ffmpeg_handles.h"

namespace trainingzip::media {

/// The colour space of a picture (ITU-T H.273). Include from .cpp files only.
struct Colours {
    AVColorSpace matrix = AVCOL_SPC_BT709;
    AVColorPrimaries primaries = AVCOL_PRI_BT709;
    AVColorTransferCharacteristic transfer = AVCOL_TRC_BT709;
    bool full_range = false;
    friend bool operator==(const Colours&, const Colours&) = default;

    /// PQ or HLG: a high dynamic range that must be tone mapped for a standard display.
    bool has_high_dynamic_range() const;
    /// A wider gamut than BT.709.
    bool has_wide_gamut() const { return primaries == AVCOL_PRI_BT2020; }
};

/// The colours of a picture of this format and coded height, as signalled by the stream; unsignalled
/// properties get the defaults of browsers: BT.709 from 720 lines, BT.601 below, limited range.
Colours signalled_colours(AVColorSpace matrix, AVColorPrimaries primaries,
                          AVColorTransferCharacteristic transfer, AVColorRange range, int pixel_format,
                          int height);
Colours colours_of(const AVCodecParameters& codec);
Colours colours_of(const AVFrame& frame);

/// The colours of such a picture in the normalised form: BT.709 where they had to be converted for a standard
/// display, otherwise the same with limited range.
Colours normalised_colours(const Colours& source);

}  // namespace trainingzip::media
