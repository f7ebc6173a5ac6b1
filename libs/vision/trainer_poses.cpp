#include "vision/trainer_poses.h"

#include "media/decode_ahead.h"

namespace trainingzip::vision {

TrainerPoseFinder::TrainerPoseFinder(const PersonDetector& detector, const PoseEstimator& estimator,
                                     const TrainerPosesOptions& options, int picture_width,
                                     int picture_height)
    : detector_(detector),
      estimator_(estimator),
      options_(options),
      width_(picture_width),
      height_(picture_height),
      tracker_(picture_width, picture_height, options.tracker) {}

void TrainerPoseFinder::choose(std::span<const media::Frame> first_frames) {
    TrainerChoice choice(width_, height_);
    for (const media::Frame& frame : first_frames) {
        choice.add(detector_.detect(frame.image.view(), options_.minimum_detection_score));
    }
    if (const auto box = choice.box()) tracker_.start(*box, first_frames.front().time_seconds);
}

bool TrainerPoseFinder::detect(const media::Frame& frame) {
    const auto persons = detector_.detect(frame.image.view(), options_.minimum_detection_score);
    tracker_.detected(persons, frame.time_seconds);
    return !persons.empty();
}

Pose TrainerPoseFinder::next(const media::Frame& frame) {
    const bool detected = tracker_.wants_detection(frame.time_seconds);
    bool anybody = detected ? detect(frame) : true;
    if (!tracker_.box()) return {};

    const auto picture = frame.image.view();
    Pose pose = estimator_.estimate(picture, *tracker_.box());
    if (tracker_.estimated(pose, frame.time_seconds)) return pose;
    if (!detected) {
        anybody = detect(frame);
        const Pose second = estimator_.estimate(picture, *tracker_.box());
        if (mean_score(second) > mean_score(pose)) pose = second;
        if (tracker_.estimated(pose, frame.time_seconds)) return pose;
    }
    return anybody ? pose : Pose{};
}

void TrainerPoseFinder::skip(const media::Frame& frame) {
    if (tracker_.wants_detection(frame.time_seconds)) detect(frame);
}

TrainerPosesSummary find_trainer_poses(const std::filesystem::path& video, const PersonDetector& detector,
                                       const PoseEstimator& estimator, const TrainerPosesOptions& options,
                                       std::stop_token stop, const VideoInfoSink& on_info,
                                       const PoseSink& on_pose) {
    media::DecodeAhead reader(video, options.reader, std::move(stop));
    const media::VideoInfo& info = reader.info();
    on_info(info);
    TrainerPoseFinder finder(detector, estimator, options, info.width, info.height);
    TrainerPosesSummary summary;
    double last_time = 0;
    double last_step = 1 / info.frames_per_second.value_or(25);
    const auto take = [&](const media::Frame& frame) {
        if (summary.frames > 0 && frame.time_seconds > last_time) last_step = frame.time_seconds - last_time;
        last_time = frame.time_seconds;
        ++summary.frames;
        if (frame.index < options.first_frame) {
            finder.skip(frame);
            return;
        }
        const TimedPose timed{frame.time_seconds, finder.next(frame)};
        if (mean_score(timed.pose) > 0) ++summary.frames_with_trainer;
        on_pose(timed);
    };

    std::vector<media::Frame> first_frames;
    media::Frame frame;
    while (first_frames.size() < options.first_frames && reader.read(frame)) {
        first_frames.push_back(std::move(frame));
        frame = {};
    }
    finder.choose(first_frames);
    for (const media::Frame& first : first_frames) take(first);
    first_frames = {};
    while (reader.read(frame)) take(frame);
    summary.duration_seconds = last_time + last_step;
    return summary;
}

}  // namespace trainingzip::vision
