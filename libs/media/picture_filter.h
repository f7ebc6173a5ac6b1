#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "media/colours.h"
#include "media/normalised_form.h"
#include "media/orientation.h"

struct AVFilterGraph;
struct AVFilterContext;

namespace trainingzip::media {

/// What becomes of decoded pictures.
struct PictureFilterSettings {
    PictureSize size{};  ///< Upright, both sides even.
    Orientation orientation;
    bool is_interlaced = false;
    AVRational time_base{};  ///< Of the pictures' times.
    int threads = 1;
};

/// Turns decoded pictures of any kind into upright 8-bit 4:2:0 pictures of one size with the colours of
/// normalised_colours(): interlaced pictures are deinterlaced (bwdif, at the same picture rate), high dynamic
/// range is tone mapped (Hable's curve), all that by libavfilter.
class PictureFilter {
  public:
    /// Called with each picture, at the time of its source; the callee may keep references.
    using Sink = std::function<void(AVFrame&)>;

    PictureFilter(const PictureFilterSettings& settings, Sink sink);
    ~PictureFilter();
    PictureFilter(const PictureFilter&) = delete;
    PictureFilter& operator=(const PictureFilter&) = delete;

    /// The picture's `pts` is its time; pictures may change in size, format and colours as they come.
    /// Throws Failure(video_format_unsupported) where no conversion exists.
    void put(const AVFrame& picture);
    /// Flushes the filter after the last picture.
    void finish();

  private:
    /// What a graph was made for.
    struct Source {
        int width = 0;
        int height = 0;
        int format = -1;
        Colours colours;
        friend bool operator==(const Source&, const Source&) = default;
    };
    struct GraphDeleter {
        void operator()(AVFilterGraph* graph) const;
    };

    void make_graph(const Source& source);
    void drain();

    const PictureFilterSettings settings_;
    const Sink sink_;
    std::optional<Source> source_;
    std::unique_ptr<AVFilterGraph, GraphDeleter> graph_;
    AVFilterContext* in_ = nullptr;
    AVFilterContext* out_ = nullptr;
    FrameHandle given_;
    FrameHandle taken_;
};

}  // namespace trainingzip::media
