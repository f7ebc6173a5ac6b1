// The process that opens what strangers send: trainingzip-media, started by the upload, pose and shape
// servers. Writes one JSON object a line to standard output, at the end "done" or "failed".

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/sandbox_trial.h"
#include "base/version.h"
#include "jobs/progress_output.h"
#include "media/ffmpeg_log.h"
#include "media/probe.h"
#include "media/worker/options.h"

namespace {

using trainingzip::ErrorCode;
using namespace trainingzip::media;
using trainingzip::jobs::write_failure;
using trainingzip::jobs::write_message;

/// A progress line now and then, not one for each frame.
class ProgressLines {
  public:
    void operator()(std::int64_t frames, std::int64_t total) {
        const auto now = std::chrono::steady_clock::now();
        if (now - last_ < std::chrono::milliseconds(250)) return;
        last_ = now;
        write_message({{"type", "progress"}, {"frames", frames}, {"totalFrames", total}});
    }

  private:
    std::chrono::steady_clock::time_point last_;
};

boost::json::array notice_objects(const std::vector<Notice>& notices) {
    boost::json::array objects;
    for (const Notice& notice : notices) {
        objects.push_back(boost::json::object{{"kind", name_of(notice.kind)}, {"seconds", notice.seconds}});
    }
    return objects;
}

boost::json::object run_probe(const WorkerOptions& options) {
    const VideoProbe found = probe(options.source, options.normalise.limits);
    return {{"type", "done"},
            {"videoCodec", found.video_codec},
            {"audioCodec", found.audio_codec},
            {"width", found.width},
            {"height", found.height},
            {"quarterTurns", found.orientation.quarter_turns},
            {"mirrored", found.orientation.mirrored},
            {"frames", found.frames},
            {"durationSeconds", found.duration_seconds},
            {"longestKeyFrameGapSeconds", found.longest_key_frame_gap_seconds},
            {"videoFits", found.video_fits},
            {"audioFits", found.audio_fits},
            {"notices", notice_objects(found.notices)}};
}

boost::json::object run_normalise(const WorkerOptions& options) {
    ProgressLines lines;
    const NormalisedVideo video =
        normalise(options.source, options.target, options.normalise, std::ref(lines));
    return {{"type", "done"},
            {"width", video.width},
            {"height", video.height},
            {"frames", video.frames},
            {"durationSeconds", video.duration_seconds},
            {"videoCopied", video.video_copied},
            {"audioCopied", video.audio_copied},
            {"hasAudio", video.has_audio},
            {"notices", notice_objects(video.notices)}};
}

/// The sandbox gives the right to a file, so the file must be there first.
std::vector<std::filesystem::path> make_targets(const WorkerOptions& options) {
    if (options.target.empty()) return {};
    const int target = open(options.target.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (target < 0) throw trainingzip::Failure(ErrorCode::processing_failed, "the target cannot be made");
    close(target);
    return {options.target};
}

void run(const WorkerOptions& options) {
    switch (options.task) {
        case WorkerOptions::Task::probe:
            return write_message(run_probe(options));
        case WorkerOptions::Task::normalise:
            return write_message(run_normalise(options));
        case WorkerOptions::Task::frames:
            return write_frames(options.source, options.frames);
    }
}

}  // namespace

int main(int argument_count, char** arguments) {
    const std::string_view word = argument_count == 2 ? arguments[1] : "";
    if (word == "--version") return std::puts(trainingzip::version_line("trainingzip-media").c_str()) < 0;
    if (word == trainingzip::sandbox_trial) return trainingzip::try_sandbox();
    const auto options =
        parse_worker_options(std::span(arguments, static_cast<std::size_t>(argument_count)).subspan(1));
    if (!options) {
        std::fputs(
            "usage: trainingzip-media probe FILE | normalise SOURCE TARGET | frames SOURCE [--limit=NUMBER "
            "...]\n",
            stderr);
        return 2;
    }
    silence_ffmpeg();
    try {
        const std::vector<std::filesystem::path> writable = make_targets(*options);
        if (access(options->source.c_str(), R_OK) != 0) {
            throw trainingzip::Failure(ErrorCode::video_unreadable, "the file cannot be opened");
        }
        enter_sandbox(options->sandbox, {options->source}, writable);
        run(*options);
        return 0;
    } catch (const std::bad_alloc&) {
        write_failure(ErrorCode::video_too_large, "out of memory");
    } catch (const std::exception& error) {
        write_failure(error);
    }
    return 1;
}
