#pragma once

#include "media/frame.h"
#include "media/video_info.h"

namespace trainingzip::media {

/// The frames of one video, one after another.
class FrameSource {
  public:
    virtual ~FrameSource() = default;

    virtual const VideoInfo& info() const = 0;

    /// Reads the next frame into `frame`, releasing what it held. false at the end of the video.
    virtual bool read(Frame& frame) = 0;
};

}  // namespace trainingzip::media
