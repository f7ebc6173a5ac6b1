#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "gpu/raw_frames.h"
#include "speed/measuring.h"
#include "vision/mask_rcnn_masker.h"
#include "vision/silhouette_maker.h"
#include "vision/silhouette_picture.h"
#include "vision/trainer_poses.h"

namespace trainingzip {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

constexpr double frames_per_second = 30;
constexpr int silhouette_width = 480;

double seconds_since(steady_clock::time_point begin) {
    return duration<double>(steady_clock::now() - begin).count();
}

/// The arguments of the form key=value.
class Arguments {
  public:
    Arguments(int count, char** arguments) {
        for (int i = 2; i < count; ++i) {
            const std::string text = arguments[i];
            const std::size_t equals = text.find('=');
            if (equals == std::string::npos) throw std::invalid_argument(text + " is not key=value");
            values_[text.substr(0, equals)] = text.substr(equals + 1);
        }
    }
    std::string text(const std::string& key) const {
        const auto found = values_.find(key);
        if (found == values_.end()) throw std::invalid_argument(key + "=… is missing");
        return found->second;
    }
    int number(const std::string& key, int otherwise) const {
        return values_.contains(key) ? std::stoi(values_.at(key)) : otherwise;
    }
    /// Of the form 1,4,16.
    std::vector<int> numbers(const std::string& key) const {
        std::vector<int> numbers;
        std::istringstream stream(text(key));
        for (std::string part; std::getline(stream, part, ',');) numbers.push_back(std::stoi(part));
        return numbers;
    }

  private:
    std::map<std::string, std::string> values_;
};

vision::EngineSettings engine_settings(vision::Device device, const Arguments& arguments) {
    vision::EngineSettings settings;
    settings.device = device;
    settings.threads = 1;
    settings.batches.largest_batch = static_cast<std::size_t>(arguments.number("batch", 8));
    settings.batches.longest_wait = std::chrono::microseconds(arguments.number("wait_us", 500));
    settings.cuda_graphs = arguments.number("graphs", 1) != 0;
    return settings;
}

/// The networks of both servers on one device. On a GPU it takes long to plan them, so that they are loaded
/// together.
struct Networks {
    Networks(const vision::EngineSettings& settings, const std::filesystem::path& models)
        : engine(settings),
          detector_to_come(std::async(std::launch::async,
                                      [this, models] {
                                          return vision::PersonDetector(
                                              engine.load(models / "rtmdet_nano/rtmdet-nano.onnx"));
                                      })),
          masker_to_come(std::async(
              std::launch::async,
              [this, models] {
                  return vision::MaskRcnnMasker(vision::MaskNetwork(
                      engine, vision::MaskNetworkFiles::in_folder(models / "maskrcnn2go/onnx", "fp32")));
              })),
          estimator(engine.load(models / "pp_tinypose_256x192/model_fp32_folded.onnx"), {}),
          detector(detector_to_come.get()),
          masker(masker_to_come.get()) {}

    vision::InferenceEngine engine;
    std::future<vision::PersonDetector> detector_to_come;
    std::future<vision::MaskRcnnMasker> masker_to_come;
    vision::PoseEstimator estimator;
    vision::PersonDetector detector;
    vision::MaskRcnnMasker masker;
};

RawFrames read_frames(const Arguments& arguments) {
    return {arguments.text("frames"), arguments.number("width", 0), arguments.number("height", 0)};
}

std::vector<vision::TimedPose> poses_of(const Networks& networks, const RawFrames& frames, std::int64_t count,
                                        const vision::TrainerPosesOptions& options) {
    std::vector<vision::TimedPose> poses;
    const auto people = [&] {
        RawVideo beginning(frames, count, frames_per_second);
        return vision::search_trainer(beginning, networks.detector, networks.estimator, options.search);
    }();
    RawVideo video(frames, count, frames_per_second);
    vision::find_trainer_poses(video, people, networks.detector, networks.estimator, options,
                               [&](const vision::TimedPose& pose) { poses.push_back(pose); });
    return poses;
}

/// Everything of a shape job but decoding and encoding.
void draw_shape(const Networks& networks, const RawFrames& frames,
                const std::vector<vision::TimedPose>& poses) {
    RawVideo video(frames, static_cast<std::int64_t>(poses.size()), frames_per_second);
    const auto size = vision::silhouette_size(frames.width(), frames.height(), silhouette_width);
    vision::SilhouetteMaker maker(networks.masker, {});
    vision::TrackedPersonReader persons;
    vision::Plane mask(size.width, size.height);
    media::Frame frame;
    while (video.read(frame)) {
        const auto trainer = persons.read(poses[static_cast<std::size_t>(frame.index)].pose);
        maker.make(frame, maker.cut_out(frame, trainer), mask);
        media::YuvPicture picture(size.width, size.height);
        vision::paint_silhouette(mask, picture);
    }
}

/// Runs the works at the same time, each on a thread. The first exception of one is thrown on.
void run_together(const std::vector<std::function<void()>>& works) {
    std::vector<std::exception_ptr> errors(works.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < works.size(); ++i) {
            threads.emplace_back([&, i] {
                try {
                    works[i]();
                } catch (...) {
                    errors[i] = std::current_exception();
                }
            });
        }
    }
    for (const std::exception_ptr& error : errors)
        if (error) std::rethrow_exception(error);
}

void measure_videos_at_once(const Arguments& arguments, const Networks& networks, const RawFrames& frames,
                            int videos) {
    const auto count = static_cast<std::int64_t>(arguments.number("count", 300));
    vision::TrainerPosesOptions options;
    options.frames_at_once = static_cast<std::size_t>(arguments.number("frames_at_once", 4));
    const auto several_times = [&](const std::function<void()>& work) {
        return std::vector<std::function<void()>>(static_cast<std::size_t>(videos), work);
    };
    const auto measure = [&](const char* name, const std::vector<std::function<void()>>& works) {
        const auto start = steady_clock::now();
        const double processor_before = processor_seconds();
        run_together(works);
        const double seconds = seconds_since(start);
        const double all = static_cast<double>(count) * videos;
        std::printf("  %2d videos, %-5s %8.1f frames/s, %5.1f x real time, %5.2f ms of processor a frame\n",
                    videos, name, all / seconds, all / seconds / frames_per_second,
                    1000 * (processor_seconds() - processor_before) / all);
        std::fflush(stdout);
    };
    const auto poses = poses_of(networks, frames, count, options);
    const auto pose_works = several_times([&] { poses_of(networks, frames, count, options); });
    const auto shape_works = several_times([&] { draw_shape(networks, frames, poses); });
    auto both = pose_works;
    both.insert(both.end(), shape_works.begin(), shape_works.end());
    measure("pose", pose_works);
    measure("shape", shape_works);
    measure("both", both);
}

void measure_videos(const Arguments& arguments, vision::Device device) {
    const RawFrames frames = read_frames(arguments);
    const auto began = steady_clock::now();
    const Networks networks(engine_settings(device, arguments), arguments.text("models"));
    std::printf("videos of %d x %d, networks ready after %.1f s\n", frames.width(), frames.height(),
                seconds_since(began));
    std::fflush(stdout);
    for (const int videos : arguments.numbers("videos"))
        measure_videos_at_once(arguments, networks, frames, videos);
}

double share(const std::vector<double>& sorted, double part) {
    return sorted.empty() ? 0
                          : sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
}

double intersection_over_union(const vision::Plane& one, const vision::Plane& other) {
    std::size_t both = 0;
    std::size_t any = 0;
    for (std::size_t i = 0; i < one.values.size(); ++i) {
        const bool in_one = one.values[i] >= 0.5F;
        const bool in_other = other.values[i] >= 0.5F;
        both += in_one && in_other;
        any += in_one || in_other;
    }
    return any == 0 ? 1 : static_cast<double>(both) / static_cast<double>(any);
}

/// How far what both devices compute of the same frames lies apart.
void compare(const Arguments& arguments) {
    const RawFrames frames = read_frames(arguments);
    const Networks here(engine_settings(vision::Device::cpu, arguments), arguments.text("models"));
    const Networks there(engine_settings(vision::Device::cuda, arguments), arguments.text("models"));
    std::vector<double> boxes;
    std::vector<double> keypoints;
    std::vector<double> scores;
    std::vector<double> masks;
    for (std::size_t i = 0; i < frames.count(); ++i) {
        const media::Image image = frames.image(i);
        const auto persons = here.detector.detect(image.view(), 0.3F);
        const auto others = there.detector.detect(image.view(), 0.3F);
        if (persons.empty()) continue;
        boxes.push_back(
            others.empty() ? 0 : vision::intersection_over_union(persons.front().box, others.front().box));
        const vision::Pose pose = here.estimator.estimate(image.view(), persons.front().box);
        const vision::Pose other = there.estimator.estimate(image.view(), persons.front().box);
        for (std::size_t part = 0; part < vision::part_count; ++part) {
            if (pose[part].score < 0.3F) continue;
            keypoints.push_back(std::hypot(pose[part].position.x - other[part].position.x,
                                           pose[part].position.y - other[part].position.y));
            scores.push_back(std::abs(pose[part].score - other[part].score));
        }
        const auto person = vision::TrackedPersonReader().read(pose);
        if (!person) continue;
        masks.push_back(intersection_over_union(here.masker.cut_out(image.view(), *person).probabilities,
                                                there.masker.cut_out(image.view(), *person).probabilities));
    }
    for (auto* values : {&boxes, &keypoints, &scores, &masks}) std::sort(values->begin(), values->end());
    std::printf("CPU and GPU, %zu frames of %d x %d\n", frames.count(), frames.width(), frames.height());
    std::printf("  boxes      IoU median %.4f, least %.4f\n", share(boxes, 0.5), share(boxes, 0));
    std::printf("  keypoints  pixels apart: median %.3f, 99 %% %.3f, most %.3f\n", share(keypoints, 0.5),
                share(keypoints, 0.99), share(keypoints, 1));
    std::printf("  scores     apart: 99 %% %.4f, most %.4f\n", share(scores, 0.99), share(scores, 1));
    std::printf("  masks      IoU median %.4f, least %.4f\n", share(masks, 0.5), share(masks, 0));
}

/// One network alone, asked by as many threads as a batch holds.
void measure_network(const Arguments& arguments, vision::Device device) {
    const auto began = steady_clock::now();
    const vision::InferenceEngine engine(engine_settings(device, arguments));
    const vision::Model model = engine.load(arguments.text("network"));
    std::vector<std::int64_t> shape = model.inputs().at(0).shape;
    shape.at(0) = 1;
    if (shape.at(2) < 1) shape.at(2) = arguments.number("height", 256);
    if (shape.at(3) < 1) shape.at(3) = arguments.number("width", 256);
    std::vector<float> values(static_cast<std::size_t>(shape[1] * shape[2] * shape[3]));
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i % 251) / 125 - 1;
    model.prepare(shape);
    std::printf("%s, ready after %.1f s\n", arguments.text("network").c_str(), seconds_since(began));
    const auto work = [&](int threads, int runs) {
        return std::vector<std::function<void()>>(static_cast<std::size_t>(threads), [&, runs] {
            for (int i = 0; i < runs; ++i) {
                const vision::TensorView input{values, shape};
                model.run({&input, 1});
            }
        });
    };
    const int runs = arguments.number("runs", 200);
    for (const int threads : arguments.numbers("threads")) {
        run_together(work(threads, 20));
        const auto begin = steady_clock::now();
        run_together(work(threads, runs));
        const double seconds = seconds_since(begin);
        std::printf("  %2d at once  %8.2f ms for all, %8.1f a second\n", threads, 1000 * seconds / runs,
                    threads * runs / seconds);
        std::fflush(stdout);
    }
}

}  // namespace
}  // namespace trainingzip

int main(int argument_count, char** arguments) {
    using namespace trainingzip;
    const std::string mode = argument_count > 1 ? arguments[1] : "";
    try {
        const Arguments given(argument_count, arguments);
        const bool cuda = argument_count > 1 && given.number("cuda", 1) != 0;
        const vision::Device device = cuda ? vision::Device::cuda : vision::Device::cpu;
        if (mode == "videos") {
            measure_videos(given, device);
        } else if (mode == "compare") {
            compare(given);
        } else if (mode == "network") {
            measure_network(given, device);
        } else {
            std::fprintf(
                stderr,
                "usage: trainingzip-gpu-speed videos models=FOLDER frames=FILE width=W height=H "
                "videos=1,4,16 "
                "[count=300]\n"
                "                                    [frames_at_once=4]\n"
                "       trainingzip-gpu-speed compare models=FOLDER frames=FILE width=W height=H\n"
                "       trainingzip-gpu-speed network network=FILE.onnx [height=256] [width=256] "
                "threads=1,4,16 [runs=200]\n"
                "all: [cuda=1] [batch=8] [wait_us=500] [graphs=1]\n"
                "Poses and shapes of videos that lie decoded in memory (RGB), on the GPU or, with cuda=0, on "
                "the "
                "CPU; how\nfar both devices lie apart; one network alone.\n");
            return 2;
        }
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
