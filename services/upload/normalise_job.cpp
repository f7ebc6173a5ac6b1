#include "upload/normalise_job.h"

#include <optional>

#include "base/child_process.h"
#include "jobs/progress_message.h"
#include "upload/job_outcome.h"
#include "upload/job_reporter.h"

namespace trainingzip::upload {

namespace {

std::vector<std::string> command(const MediaSettings& settings, const std::filesystem::path& source,
                                 const std::filesystem::path& target) {
    // Absolute paths cannot be taken for options.
    return {settings.program.path.string(),
            "normalise",
            std::filesystem::absolute(source).string(),
            std::filesystem::absolute(target).string(),
            option("picture-side", settings.picture_side),
            option("seconds", settings.video_seconds),
            option("least-milliseconds", settings.least_milliseconds),
            option("frames-per-second", settings.frames_per_second),
            option("threads", settings.threads),
            option("processor-seconds", settings.program.processor_seconds),
            option("address-space-bytes", settings.program.memory_bytes),
            option("file-bytes", settings.file_bytes)};
}

void require_clean_end(const ChildEnd& end) {
    if (end.kind == ChildEnd::Kind::stopped) throw Failure(ErrorCode::unavailable, "stopped");
    if (end.kind != ChildEnd::Kind::exited || end.number != 0) {
        // It worked on nothing else.
        throw WorkerDied("media process: " + describe(end), true);
    }
}

}  // namespace

void run_normalise_job(UploadContext& context, const Job& job, const std::stop_token& stop) {
    const std::string original = storage::original_key(job.training_id, job.upload_id);
    if (!context.storage.exists(original)) throw Failure(ErrorCode::file_not_found, original);
    storage::StorageWriter writer =
        context.storage.writer(storage::video_key(job.training_id, job.upload_id));

    JobReporter reporter(context.queue, job);
    std::optional<NormalisedMeasures> measures;
    const auto on_line = [&](std::string_view text) {
        const jobs::ProgressMessage message(text);
        if (message.type() == jobs::message_type::progress) {
            reporter.report(message.integer("frames"), message.integer("totalFrames"));
        } else if (message.type() == jobs::message_type::done) {
            measures = NormalisedMeasures{
                static_cast<int>(message.integer("width")), static_cast<int>(message.integer("height")),
                message.number("durationSeconds"), message.integer("frames"), notices_of(message)};
        } else if (message.type() == jobs::message_type::failed) {
            message.throw_failure_of_file();
        }
    };
    const MediaSettings& media = context.settings.media;
    require_clean_end(run_child(command(media, context.storage.path_of(original), writer.path()),
                                media.deadline, stop, on_line));
    if (!measures) throw Failure(ErrorCode::processing_failed, "media process: ended without a result");
    writer.commit();
    if (!context.queue.finish_normalise(job, *measures)) return;
    context.storage.remove(original);
}

}  // namespace trainingzip::upload
