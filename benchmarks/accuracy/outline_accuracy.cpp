#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <exception>
#include <filesystem>
#include <vector>

#include "media/ffmpeg_log.h"
#include "media/video_reader.h"
#include "vision/mask_rcnn_masker.h"
#include "vision/person_tracker.h"
#include "vision/silhouette_maker.h"
#include "vision/silhouette_picture.h"
#include "vision/trainer_poses.h"

namespace trainingzip::accuracy {
namespace {

constexpr float inside = 0.5F;

bool is_inside(const vision::Plane& mask, int x, int y) {
    return x >= 0 && y >= 0 && x < mask.width && y < mask.height && mask.row(y)[x] >= inside;
}

std::int64_t area_of(const vision::Plane& mask) {
    return std::ranges::count_if(mask.values, [](float value) { return value >= inside; });
}

/// The pixels of the largest piece, of those that touch by their sides.
std::int64_t largest_piece(const vision::Plane& mask) {
    std::vector<bool> seen(mask.values.size(), false);
    std::int64_t largest = 0;
    std::vector<std::pair<int, int>> open;
    for (int row = 0; row < mask.height; ++row) {
        for (int column = 0; column < mask.width; ++column) {
            std::int64_t size = 0;
            open.emplace_back(column, row);
            while (!open.empty()) {
                const auto [x, y] = open.back();
                open.pop_back();
                if (!is_inside(mask, x, y)) continue;
                const auto place = static_cast<std::size_t>(y) * static_cast<std::size_t>(mask.width) +
                                   static_cast<std::size_t>(x);
                if (seen[place]) continue;
                seen[place] = true;
                ++size;
                for (const auto& [across, down] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}})
                    open.emplace_back(x + across, y + down);
            }
            largest = std::max(largest, size);
        }
    }
    return largest;
}

/// What is counted over the frames of a video.
struct Counts {
    std::int64_t frames = 0;
    std::int64_t with_pose = 0;     ///< A pose that is certain.
    std::int64_t empty = 0;         ///< Of those, without an outline.
    std::int64_t in_one_piece = 0;  ///< Specks below a hundredth do not count.
    std::int64_t wrists = 0;
    std::int64_t wrists_inside = 0;
    std::int64_t jumps = 0;     ///< The area changes by more than 35 % from one frame to the next.
    double there_and_back = 0;  ///< Pixels that differ from the frames before and after, which agree.
    double area = 0;            ///< Of the frames that are counted for it.
};

class Outlines {
  public:
    Outlines(int width, int height) : across_(width), down_(height) {}

    void add(const vision::Pose& pose, const vision::Plane& mask) {
        ++counts.frames;
        const std::int64_t area = area_of(mask);
        if (vision::mean_score(pose) >= inside) {
            ++counts.with_pose;
            if (area == 0) ++counts.empty;
            constexpr double but_specks = 0.99;
            if (area > 0 &&
                static_cast<double>(largest_piece(mask)) >= but_specks * static_cast<double>(area))
                ++counts.in_one_piece;
            for (const vision::Part part : {vision::left_wrist, vision::right_wrist})
                add_wrist(pose, part, mask);
        }
        constexpr double much = 0.35;
        if (last_area_ > 0 && area > 0 &&
            std::abs(static_cast<double>(area - last_area_)) > much * static_cast<double>(last_area_))
            ++counts.jumps;
        last_area_ = area;
        add_change(mask, area);
    }

    Counts counts;

  private:
    void add_wrist(const vision::Pose& pose, vision::Part part, const vision::Plane& mask) {
        constexpr float certain = 0.6F;
        const vision::Keypoint& wrist = vision::at(pose, part);
        const auto x =
            static_cast<int>(wrist.position.x * static_cast<float>(mask.width) / static_cast<float>(across_));
        const auto y =
            static_cast<int>(wrist.position.y * static_cast<float>(mask.height) / static_cast<float>(down_));
        const bool in_picture = x >= 0 && y >= 0 && x < mask.width && y < mask.height;
        if (wrist.score < certain || !in_picture) return;
        ++counts.wrists;
        if (is_inside(mask, x, y)) ++counts.wrists_inside;
    }

    void add_change(const vision::Plane& mask, std::int64_t area) {
        last_.push_back(mask);
        if (last_.size() < 3) return;
        for (std::size_t i = 0; i < mask.values.size(); ++i) {
            const bool before = last_[0].values[i] >= inside;
            const bool middle = last_[1].values[i] >= inside;
            const bool after = last_[2].values[i] >= inside;
            if (before == after && middle != before) ++counts.there_and_back;
        }
        counts.area += static_cast<double>(area);
        last_.pop_front();
    }

    const int across_;
    const int down_;
    std::int64_t last_area_ = 0;
    std::deque<vision::Plane> last_;
};

double per_cent(double part, double whole) {
    return whole > 0 ? 100 * part / whole : 0;
}

void measure(const std::filesystem::path& video, const vision::PersonDetector& detector,
             const vision::PoseEstimator& estimator, const vision::PersonMasker& masker) {
    const vision::TrainerPosesOptions options;
    media::VideoReader beginning(video, {});
    const auto people = vision::search_trainer(beginning, detector, estimator, options.search);
    std::vector<vision::TimedPose> poses;
    media::VideoReader to_track(video, {});
    vision::find_trainer_poses(to_track, people, detector, estimator, options,
                               [&](const vision::TimedPose& pose) { poses.push_back(pose); });

    media::VideoReader frames(video, {});
    const media::VideoInfo& info = frames.info();
    constexpr int width_of_shape = 480;
    const auto size = vision::silhouette_size(info.width, info.height, width_of_shape);
    vision::SilhouetteMaker maker(masker, {});
    vision::TrackedPersonReader persons;
    Outlines outlines(info.width, info.height);
    vision::Plane mask(size.width, size.height);
    media::Frame frame;
    for (std::size_t i = 0; frames.read(frame) && i < poses.size(); ++i) {
        const bool is_seen = poses[i].origin != vision::PoseOrigin::unseen;
        const auto trainer = is_seen ? persons.read(poses[i].pose) : std::nullopt;
        maker.make(frame, maker.cut_out(frame, trainer), mask);
        outlines.add(poses[i].pose, mask);
    }
    const Counts& counts = outlines.counts;
    const auto with_pose = static_cast<double>(counts.with_pose);
    std::printf("%-28s %5lld %5lld %6lld %9.1f %9.1f %6lld %9.2f\n", video.filename().c_str(),
                static_cast<long long>(counts.frames), static_cast<long long>(counts.with_pose),
                static_cast<long long>(counts.empty),
                per_cent(static_cast<double>(counts.in_one_piece), with_pose),
                per_cent(static_cast<double>(counts.wrists_inside), static_cast<double>(counts.wrists)),
                static_cast<long long>(counts.jumps), per_cent(counts.there_and_back, counts.area));
    std::fflush(stdout);
}

}  // namespace
}  // namespace trainingzip::accuracy

int main(int argument_count, char** arguments) {
    using namespace trainingzip;
    if (argument_count < 3) {
        std::fprintf(stderr,
                     "usage: trainingzip-outline-accuracy MODELS VIDEO...\n"
                     "Prints how whole and how steady the outline of the trainer is.\n");
        return 2;
    }
    try {
        media::silence_ffmpeg();
        const std::filesystem::path models = arguments[1];
        const vision::InferenceEngine engine({vision::Device::cpu, false, 1, false});
        const vision::PersonDetector detector(engine.load(models / "rtmdet_nano/rtmdet-nano.onnx"));
        const vision::PoseEstimator estimator(
            engine.load(models / "pp_tinypose_256x192/model_fp32_folded.onnx"), {});
        const vision::MaskRcnnMasker masker(vision::MaskNetwork(
            engine, vision::MaskNetworkFiles::in_folder(models / "maskrcnn2go/onnx", "fp32")));
        std::printf("%-28s %5s %5s %6s %9s %9s %6s %9s\n", "video", "frames", "poses", "empty", "1 piece %",
                    "wrists %", "jumps", "flicker %");
        for (int i = 2; i < argument_count; ++i) accuracy::measure(arguments[i], detector, estimator, masker);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
