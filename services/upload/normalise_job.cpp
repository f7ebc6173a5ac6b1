#include "upload/normalise_job.h"

#include <optional>

#include "upload/child_process.h"
#include "upload/job_reporter.h"
#include "upload/work_line.h"

namespace trainingzip::upload {

namespace {

std::vector<std::string> command(const MediaSettings& settings, const std::filesystem::path& source,
                                 const std::filesystem::path& target) {
    const auto option = [](const char* name, std::int64_t value) {
        return "--" + std::string(name) + "=" + std::to_string(value);
    };
    // Absolute paths cannot be taken for options.
    return {settings.program.string(),
            "normalise",
            std::filesystem::absolute(source).string(),
            std::filesystem::absolute(target).string(),
            option("picture-side", settings.picture_side),
            option("seconds", settings.video_seconds),
            option("frames-per-second", settings.frames_per_second),
            option("threads", settings.threads),
            option("processor-seconds", settings.processor_seconds),
            option("address-space-bytes", settings.memory_bytes),
            option("file-bytes", settings.file_bytes)};
}

void require_clean_end(const ChildEnd& end) {
    switch (end.kind) {
        case ChildEnd::Kind::exited:
            if (end.number == 0) return;
            throw Failure(ErrorCode::processing_failed,
                          "media process: exit status " + std::to_string(end.number));
        case ChildEnd::Kind::killed:
            throw Failure(ErrorCode::processing_failed,
                          "media process: signal " + std::to_string(end.number));
        case ChildEnd::Kind::too_slow:
            throw Failure(ErrorCode::processing_failed, "media process: too slow");
        case ChildEnd::Kind::stopped:
            throw Failure(ErrorCode::unavailable, "stopped");
    }
}

}  // namespace

void run_normalise_job(UploadContext& context, const Job& job, const std::stop_token& stop) {
    const std::string original = storage::original_key(job.training_id, job.upload_id);
    if (!context.storage.exists(original)) throw Failure(ErrorCode::file_not_found, original);
    storage::StorageWriter writer =
        context.storage.writer(storage::video_key(job.training_id, job.upload_id));

    JobReporter reporter(context.jobs, job);
    std::optional<NormalisedMeasures> measures;
    const auto on_line = [&](std::string_view text) {
        const WorkLine line(text);
        if (line.type() == "progress") {
            reporter.report(line.whole("frames"), line.whole("totalFrames"));
        } else if (line.type() == "done") {
            measures = NormalisedMeasures{
                static_cast<int>(line.whole("width")), static_cast<int>(line.whole("height")),
                line.number("durationSeconds"), line.whole("frames"), line.notices()};
        } else if (line.type() == "failed") {
            line.throw_failure();
        }
    };
    const MediaSettings& media = context.settings.media;
    require_clean_end(run_child(command(media, context.storage.path_of(original), writer.path()),
                                media.deadline, stop, on_line));
    if (!measures) throw Failure(ErrorCode::processing_failed, "media process: ended without a result");
    writer.commit();
    if (!context.jobs.finish_normalise(job, *measures)) return;
    context.storage.remove(original);
}

}  // namespace trainingzip::upload
