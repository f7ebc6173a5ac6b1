#pragma once

#include "media/ffmpeg_handles.h"
#include "media/normalised_form.h"

namespace trainingzip::media {

/// Turns decoded pictures of any kind into upright 8-bit 4:2:0 pictures of one size, video range, the
/// colour matrix kept.
class PictureScaler {
  public:
    /// `target` is the upright size, both sides even.
    PictureScaler(PictureSize target, int quarter_turns_clockwise);

    /// The result is valid until the next call; its time is that of `source`.
    /// Throws Failure(video_format_unsupported) where no conversion exists.
    AVFrame& convert(const AVFrame& source);

  private:
    void scale(const AVFrame& source, AVFrame& target);

    const int quarter_turns_;
    ScalerHandle scaler_;
    FrameHandle scaled_;
    FrameHandle turned_;
};

}  // namespace trainingzip::media
