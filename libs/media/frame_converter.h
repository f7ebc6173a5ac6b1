#pragma once

#include "media/ffmpeg_handles.h"
#include "media/image.h"

namespace trainingzip::media {

/// How carefully libswscale converts.
enum class ConversionQuality {
    fast,   ///< For the frames of a video.
    exact,  ///< For single pictures: rounded correctly, colours of every pixel interpolated.
};

/// Converts decoded pictures to 8-bit RGB of the size of the target. Reuses its conversion context while
/// size, format and colours stay the same. Include from .cpp files only.
class FrameConverter {
  public:
    explicit FrameConverter(ConversionQuality quality = ConversionQuality::fast) : quality_(quality) {}

    /// Colours are converted by the matrix and range that the picture names (BT.709 from 720 lines and BT.601
    /// below where it names none). `target` has its size already, and the format rgb.
    /// Throws Failure(video_format_unsupported) where no conversion exists.
    void convert(const AVFrame& source, Image& target);

  private:
    const ConversionQuality quality_;
    ScalerHandle scaler_;
};

}  // namespace trainingzip::media
