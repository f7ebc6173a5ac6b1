#include "media/picture_filter.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "base/error.h"

extern "C" {
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

namespace trainingzip::media {

namespace {

void check(int result, const char* what) {
    if (result == AVERROR(ENOMEM)) throw std::bad_alloc();
    if (result < 0) {
        throw Failure(ErrorCode::video_format_unsupported, std::string(what) + ": " + ffmpeg_error(result));
    }
}

/// As the filter `scale` calls it.
const char* matrix_name(AVColorSpace matrix) {
    switch (matrix) {
        case AVCOL_SPC_FCC:
            return "fcc";
        case AVCOL_SPC_BT470BG:
        case AVCOL_SPC_SMPTE170M:
            return "smpte170m";
        case AVCOL_SPC_SMPTE240M:
            return "smpte240m";
        case AVCOL_SPC_BT2020_NCL:
        case AVCOL_SPC_BT2020_CL:
            return "bt2020";
        default:
            return "bt709";
    }
}

std::string scaling(PictureSize size, const Colours& colours) {
    const char* matrix = matrix_name(colours.matrix);
    return fmt::format(
        "scale=w={}:h={}:flags=bicubic:in_range={}:out_range=limited:in_color_matrix={}:out_color_matrix={}",
        size.width, size.height, colours.full_range ? "full" : "limited", matrix, matrix);
}

/// Into BT.709, of 10-bit 4:2:0 with limited range. The filter zscale knows the numbers of H.273. What it is
/// not told it takes from the tags of frames, which filters before it may have lost.
std::string into_standard_colours(const Colours& colours) {
    const std::string in =
        fmt::format("zscale=matrixin={}:primariesin={}:transferin={}:rangein=limited:primaries=bt709",
                    static_cast<int>(colours.matrix), static_cast<int>(colours.primaries),
                    static_cast<int>(colours.transfer));
    constexpr const char* out = "transfer=bt709:matrix=bt709:range=limited";
    if (!colours.has_high_dynamic_range()) return fmt::format("{}:{}", in, out);
    return fmt::format(
        "{}:transfer=linear:npl=100,format=gbrpf32le,tonemap=tonemap=hable:desat=0,"
        "zscale=matrixin=gbr:primariesin=bt709:transferin=linear:primaries=bt709:{}",
        in, out);
}

std::string laying(Orientation orientation) {
    constexpr const char* turns[] = {"", ",transpose=dir=clock", ",hflip,vflip", ",transpose=dir=cclock"};
    return std::string(orientation.mirrored ? ",hflip" : "") + turns[orientation.quarter_turns];
}

std::string describe_graph(const PictureFilterSettings& settings, const Colours& colours) {
    PictureSize lying = settings.size;
    if (settings.orientation.swaps_sides()) std::swap(lying.width, lying.height);
    std::string graph;
    if (settings.is_interlaced) graph += "bwdif=mode=send_frame:deint=interlaced,";
    graph += scaling(lying, colours);
    if (colours.has_high_dynamic_range() || colours.has_wide_gamut()) {
        graph += ",format=yuv420p10le," + into_standard_colours(colours);
    }
    return graph + ",format=yuv420p" + laying(settings.orientation);
}

AVFilterContext& add_filter(AVFilterGraph& graph, const char* name) {
    const AVFilter* filter = avfilter_get_by_name(name);
    if (filter == nullptr)
        throw std::runtime_error(std::string("FFmpeg was built without the filter ") + name);
    AVFilterContext* context = avfilter_graph_alloc_filter(&graph, filter, name);
    if (context == nullptr) throw std::bad_alloc();
    return *context;
}

void set(AVFilterContext& filter, const char* name, const std::string& value) {
    check(av_opt_set(&filter, name, value.c_str(), AV_OPT_SEARCH_CHILDREN), name);
}

/// An option that FFmpeg has from 7.0 on.
void set_if_known(AVFilterContext& filter, const char* name, int value) {
    if (av_opt_find(&filter, name, nullptr, 0, AV_OPT_SEARCH_CHILDREN) == nullptr) return;
    check(av_opt_set_int(&filter, name, value, AV_OPT_SEARCH_CHILDREN), name);
}

struct EndsDeleter {
    void operator()(AVFilterInOut* ends) const { avfilter_inout_free(&ends); }
};
using Ends = std::unique_ptr<AVFilterInOut, EndsDeleter>;

/// The samples of such a picture have no matrix.
AVColorSpace matrix_of(int pixel_format, const Colours& colours) {
    const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(pixel_format));
    const bool is_rgb = format != nullptr && (format->flags & AV_PIX_FMT_FLAG_RGB) != 0;
    return is_rgb ? AVCOL_SPC_RGB : colours.matrix;
}

AVColorRange range_of(const Colours& colours) {
    return colours.full_range ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
}

}  // namespace

void PictureFilter::GraphDeleter::operator()(AVFilterGraph* graph) const {
    avfilter_graph_free(&graph);
}

PictureFilter::PictureFilter(const PictureFilterSettings& settings, Sink sink)
    : settings_(settings), sink_(std::move(sink)), given_(av_frame_alloc()), taken_(av_frame_alloc()) {
    if (!given_ || !taken_) throw std::bad_alloc();
}

PictureFilter::~PictureFilter() = default;

void PictureFilter::make_graph(const Source& source) {
    graph_.reset(avfilter_graph_alloc());
    if (!graph_) throw std::bad_alloc();
    graph_->nb_threads = settings_.threads;
    in_ = &add_filter(*graph_, "buffer");
    set(*in_, "video_size", fmt::format("{}x{}", source.width, source.height));
    set(*in_, "pix_fmt", av_get_pix_fmt_name(static_cast<AVPixelFormat>(source.format)));
    set(*in_, "time_base", fmt::format("{}/{}", settings_.time_base.num, settings_.time_base.den));
    set(*in_, "pixel_aspect", "1/1");
    set_if_known(*in_, "colorspace", matrix_of(source.format, source.colours));
    set_if_known(*in_, "range", range_of(source.colours));
    check(avfilter_init_str(in_, nullptr), "picture source");
    out_ = &add_filter(*graph_, "buffersink");
    check(avfilter_init_str(out_, nullptr), "picture sink");

    AVFilterInOut* open_inputs = nullptr;
    AVFilterInOut* open_outputs = nullptr;
    const std::string description = describe_graph(settings_, source.colours);
    const int parsed = avfilter_graph_parse2(graph_.get(), description.c_str(), &open_inputs, &open_outputs);
    const Ends inputs(open_inputs);
    const Ends outputs(open_outputs);
    check(parsed, "picture filters");
    check(avfilter_link(in_, 0, inputs->filter_ctx, static_cast<unsigned>(inputs->pad_idx)), "picture link");
    check(avfilter_link(outputs->filter_ctx, static_cast<unsigned>(outputs->pad_idx), out_, 0),
          "picture link");
    check(avfilter_graph_config(graph_.get(), nullptr), "picture filters");
    source_ = source;
}

void PictureFilter::put(const AVFrame& picture) {
    const Source source{picture.width, picture.height, picture.format, colours_of(picture)};
    if (source_ != source) {
        finish();
        make_graph(source);
    }
    av_frame_unref(given_.get());
    check(av_frame_ref(given_.get(), &picture), "picture");
    given_->colorspace = matrix_of(source.format, source.colours);
    given_->color_primaries = source.colours.primaries;
    given_->color_trc = source.colours.transfer;
    given_->color_range = range_of(source.colours);
    given_->sample_aspect_ratio = {1, 1};
    check(av_buffersrc_add_frame(in_, given_.get()), "picture");
    drain();
}

void PictureFilter::drain() {
    while (true) {
        const int got = av_buffersink_get_frame(out_, taken_.get());
        if (got == AVERROR(EAGAIN) || got == AVERROR_EOF) return;
        check(got, "picture filters");
        taken_->pts = av_rescale_q(taken_->pts, av_buffersink_get_time_base(out_), settings_.time_base);
        sink_(*taken_);
        av_frame_unref(taken_.get());
    }
}

void PictureFilter::finish() {
    if (!graph_) return;
    check(av_buffersrc_add_frame(in_, nullptr), "picture");
    drain();
    graph_.reset();
    source_.reset();
}

}  // namespace trainingzip::media
