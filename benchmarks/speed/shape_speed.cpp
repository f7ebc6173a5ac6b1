#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "media/ffmpeg_log.h"
#include "media/video_reader.h"
#include "shape/shape_video.h"
#include "speed/measuring.h"
#include "vision/mask_rcnn_masker.h"
#include "vision/segmentation_masker.h"

namespace trainingzip {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

struct Setting {
    const char* precision;
    int threads;
    bool spinning;
    std::size_t near_limit;
};

constexpr Setting settings[] = {
    {"fp32", 1, false, 20}, {"fp32", 2, false, 20},  {"fp32", 2, true, 20},
    {"q8w", 2, false, 20},  {"fp32", 2, false, 120},
};

/// Sums the processor time of one part of the work.
class Stage {
  public:
    explicit Stage(const char* name) : name_(name) {}
    template <typename Work>
    auto time(Work work) {
        const double before = processor_seconds();
        auto result = work();
        seconds_ += processor_seconds() - before;
        ++runs_;
        return result;
    }
    void print() const { std::printf("  %-28s %6.2f ms\n", name_, 1000 * seconds_ / runs_); }

  private:
    const char* name_;
    double seconds_ = 0;
    int runs_ = 0;
};

void measure_stages(const std::filesystem::path& video, const vision::MaskRcnn& network) {
    Stage decode("decode");
    Stage backbone("backbone and proposals' maps");
    Stage all("boxes, whole picture");
    Stage near("boxes near the trainer");
    Stage mask("mask of the trainer");
    Stage draw("edges");
    media::VideoReader reader(video, {});
    media::Frame frame;
    vision::Plane drawn;
    while (frame.index < 30 && decode.time([&] { return reader.read(frame); })) {
        const auto features = backbone.time([&] { return network.infer(frame.image.view()); });
        const auto people = all.time([&] { return network.detect(features); });
        if (people.empty()) continue;
        near.time([&] { return network.detect(features, people[0].box, 20); });
        const auto grids = mask.time([&] { return network.masks(features, {&people[0].box, 1}); });
        draw.time([&] {
            vision::draw_person(features, grids[0], {}, drawn);
            return 0;
        });
    }
    for (const Stage* stage : {&decode, &backbone, &all, &near, &mask, &draw}) stage->print();
}

void measure_video(const std::string& name, const std::filesystem::path& video,
                   const vision::PersonMasker& masker) {
    const auto target =
        std::filesystem::temp_directory_path() / ("shape-speed-" + std::to_string(std::clock()) + ".mp4");
    const double processor_before = processor_seconds();
    const auto begin = steady_clock::now();
    shape::ShapeSummary summary;
    {
        media::SandboxedVideoReader reader(video, reader_options());
        summary = shape::write_shape_video(masker, reader, target, {}, {}, {[](auto) {}, [](auto) {}});
    }
    const double seconds = duration<double>(steady_clock::now() - begin).count();
    const double processor = processor_seconds() - processor_before;
    const auto frames = static_cast<double>(summary.frames);
    std::printf("%-44s %6.1f frames/s, %5.1f ms of processor a frame\n", name.c_str(), frames / seconds,
                1000 * processor / frames);
    std::fflush(stdout);
    std::filesystem::remove(target);
}

void measure(const std::filesystem::path& video, const std::filesystem::path& models, vision::Device device,
             int rounds) {
    const auto mask_rcnn = models / "maskrcnn2go/onnx";
    const auto segmentation = models / "selfie_segmentation/selfie_segmentation.onnx";
    for (int round = 0; round < rounds; ++round) {
        for (const Setting& setting : settings) {
            const vision::InferenceEngine engine({device, false, setting.threads, setting.spinning});
            const auto files = vision::MaskRcnnFiles::in_folder(mask_rcnn, setting.precision);
            const vision::MaskRcnnMasker masker(vision::MaskRcnn(engine, files), {setting.near_limit, {}});
            measure_video(std::string(setting.precision) + ", " + std::to_string(setting.threads) +
                              " threads " + (setting.spinning ? "spinning" : "sleeping") + ", " +
                              std::to_string(setting.near_limit) + " proposals",
                          video, masker);
            if (round == 0 && setting.threads == 1) measure_stages(video, vision::MaskRcnn(engine, files));
        }
        if (!exists(segmentation)) continue;
        const vision::InferenceEngine engine({device, false, 1, false});
        const vision::SegmentationMasker stand_in(
            vision::PersonDetector(engine.load(models / "nanodet/nanodet.onnx")), engine.load(segmentation));
        measure_video("stand-in, 1 threads sleeping", video, stand_in);
    }
}

}  // namespace
}  // namespace trainingzip

int main(int argument_count, char** arguments) {
    if (argument_count < 3 || argument_count > 5) {
        std::fprintf(
            stderr,
            "usage: trainingzip-shape-speed VIDEO MODELS [cpu|cuda] [ROUNDS]\n"
            "Prints frames per second of the shape of a video under several settings, and processor time\n"
            "of each stage.\n");
        return 2;
    }
    try {
        trainingzip::media::silence_ffmpeg();
        const bool cuda = argument_count > 3 && std::string_view(arguments[3]) == "cuda";
        const int rounds = argument_count > 4 ? std::atoi(arguments[4]) : 2;
        trainingzip::measure(arguments[1], arguments[2],
                             cuda ? trainingzip::vision::Device::cuda : trainingzip::vision::Device::cpu,
                             rounds);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
