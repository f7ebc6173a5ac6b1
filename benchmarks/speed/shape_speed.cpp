#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "jobs/pose_track_writer.h"
#include "media/ffmpeg_log.h"
#include "media/video_reader.h"
#include "shape/shape_video.h"
#include "speed/measuring.h"
#include "vision/mask_rcnn_masker.h"
#include "vision/pose_block.h"
#include "vision/segmentation_masker.h"
#include "vision/trainer_poses.h"

namespace trainingzip {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

struct Setting {
    const char* precision;
    int threads;
    bool spinning;
    int short_side;
};

constexpr Setting settings[] = {
    {"fp32", 1, false, 192},
    {"fp32", 1, false, 224},
    {"fp32", 2, false, 192},
    {"q8w", 2, false, 192},
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

/// The poses of a video, found before anything is measured, and a storage for its track.
class Poses {
  public:
    Poses(const std::filesystem::path& video, const std::filesystem::path& models) {
        const vision::InferenceEngine engine({vision::Device::cpu, false, 1, false});
        const vision::PersonDetector detector(engine.load(models / "rtmdet_nano/rtmdet-nano.onnx"));
        const vision::PoseEstimator estimator(
            engine.load(models / "pp_tinypose_256x192/model_fp32_folded.onnx"), {});
        const auto people = [&] {
            media::SandboxedVideoReader beginning(video, reader_options());
            return vision::search_trainer(beginning, detector, estimator, {});
        }();
        media::SandboxedVideoReader reader(video, reader_options());
        block_.width = static_cast<std::uint16_t>(reader.info().width);
        block_.height = static_cast<std::uint16_t>(reader.info().height);
        vision::find_trainer_poses(reader, people, detector, estimator, {},
                                   [this](const vision::TimedPose& pose) { block_.frames.push_back(pose); });
        jobs::PoseTrackWriter writer(storage_.writer("track"));
        writer.add(vision::encode_pose_block(block_));
        writer.finish();
    }
    ~Poses() { std::filesystem::remove_all(folder_); }
    Poses(const Poses&) = delete;
    Poses& operator=(const Poses&) = delete;

    std::filesystem::path track() const { return storage_.path_of("track"); }
    std::filesystem::path shape() const { return storage_.path_of("shape.mp4"); }
    const vision::Pose& at(std::int64_t frame) const {
        return block_.frames.at(static_cast<std::size_t>(frame)).pose;
    }

  private:
    const std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("shape-speed-" + random_hex(8));
    const storage::VideoStorage storage_{folder_};
    vision::PoseBlock block_;
};

void measure_stages(const std::filesystem::path& video, const Poses& poses,
                    const vision::InferenceEngine& engine, const std::filesystem::path& folder) {
    Stage decode("decode");
    Stage crop("crop around the trainer");
    Stage around("the same and backbone");
    Stage mask("mask of the trainer");
    Stage draw("edges");
    Stage cut_out("all of it, around the pose");
    media::VideoReader reader(video, {});
    const auto files = vision::MaskNetworkFiles::in_folder(folder, "fp32");
    const vision::MaskNetwork network(engine, files);
    const vision::MaskRcnnMasker masker(vision::MaskNetwork(engine, files));
    vision::TrackedPersonReader persons;
    media::Frame frame;
    while (frame.index < 30 && decode.time([&] { return reader.read(frame); })) {
        const auto person = persons.read(poses.at(frame.index));
        if (!person) continue;
        const vision::PersonMask found =
            cut_out.time([&] { return masker.cut_out(frame.image.view(), *person); });
        const vision::PixelSize size{found.probabilities.width, found.probabilities.height};
        std::vector<float> planes;
        crop.time([&] {
            vision::crop_to_planes(frame.image.view(), found.region, size, {}, planes);
            return 0;
        });
        const auto part = around.time([&] { return network.infer(frame.image.view(), found.region, size); });
        const vision::Box box = found.region.to_region(person->box);
        const auto grids = mask.time([&] { return network.masks(part, {&box, 1}); });
        vision::Plane drawn;
        draw.time([&] {
            vision::draw_person(part, grids[0], {}, drawn);
            return 0;
        });
    }
    for (const Stage* stage : {&decode, &crop, &around, &mask, &draw, &cut_out}) stage->print();
}

void measure_video(const std::string& name, const std::filesystem::path& video, const Poses& poses,
                   const vision::PersonMasker& masker) {
    const double processor_before = processor_seconds();
    const auto begin = steady_clock::now();
    shape::ShapeSummary summary;
    {
        media::SandboxedVideoReader reader(video, reader_options());
        shape::TrainerTrack track(poses.track(), reader.info(), {}, {}, [] {});
        summary = shape::write_shape_video(masker, reader, track, poses.shape(), {}, {},
                                           {[](auto) {}, [](auto) {}});
    }
    const double seconds = duration<double>(steady_clock::now() - begin).count();
    const double processor = processor_seconds() - processor_before;
    const auto frames = static_cast<double>(summary.frames);
    std::printf("%-44s %6.1f frames/s, %5.1f ms of processor a frame\n", name.c_str(), frames / seconds,
                1000 * processor / frames);
    std::fflush(stdout);
}

void measure(const std::filesystem::path& video, const std::filesystem::path& models, vision::Device device,
             int rounds) {
    const auto mask_rcnn = models / "maskrcnn2go/onnx";
    const auto segmentation = models / "selfie_segmentation/selfie_segmentation.onnx";
    const Poses poses(video, models);
    for (int round = 0; round < rounds; ++round) {
        for (const Setting& setting : settings) {
            const vision::InferenceEngine engine({device, false, setting.threads, setting.spinning});
            const auto files = vision::MaskNetworkFiles::in_folder(mask_rcnn, setting.precision);
            vision::MaskRcnnMasker::Settings masking;
            for (vision::PixelSize& size : masking.sizes) {
                size.width = size.width * setting.short_side / 192 / 32 * 32;
                size.height = size.height * setting.short_side / 192 / 32 * 32;
            }
            const vision::MaskRcnnMasker masker(vision::MaskNetwork(engine, files), masking);
            measure_video(std::string(setting.precision) + ", " + std::to_string(setting.threads) +
                              " threads " + (setting.spinning ? "spinning" : "sleeping") + ", " +
                              std::to_string(setting.short_side) + " pixels",
                          video, poses, masker);
            if (round == 0 && setting.threads == 1 && setting.short_side == 192)
                measure_stages(video, poses, engine, mask_rcnn);
        }
        if (!exists(segmentation)) continue;
        const vision::InferenceEngine engine({device, false, 1, false});
        const vision::SegmentationMasker stand_in(
            vision::PersonDetector(engine.load(models / "nanodet/nanodet.onnx")), engine.load(segmentation));
        measure_video("stand-in, 1 threads sleeping", video, poses, stand_in);
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
