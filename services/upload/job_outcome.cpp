#include "upload/job_outcome.h"

#include <algorithm>

#include "jobs/job_client.h"

namespace trainingzip::upload {

namespace {

bool is_fault_of_video(ErrorCode code) {
    switch (code) {
        case ErrorCode::video_unreadable:
        case ErrorCode::video_without_picture:
        case ErrorCode::video_too_large:
        case ErrorCode::video_too_long:
        case ErrorCode::video_format_unsupported:
        case ErrorCode::no_person_found:
        case ErrorCode::video_index_missing:
        case ErrorCode::video_cut_off:
        case ErrorCode::video_too_many_frames:
        case ErrorCode::video_too_short:
            return true;
        default:
            return false;
    }
}

/// Another attempt would end the same way, and the owner can do something about it.
bool is_final(ErrorCode code) {
    return is_fault_of_video(code) || code == ErrorCode::storage_full || code == ErrorCode::file_not_found;
}

/// Three times as long after each attempt. At most an hour, or `retry_delay` where that is longer.
std::chrono::milliseconds growing_delay(int attempts, const JobSettings& settings) {
    const std::chrono::milliseconds longest =
        std::max<std::chrono::milliseconds>(std::chrono::hours(1), settings.retry_delay);
    std::chrono::milliseconds delay = settings.retry_delay;
    for (int attempt = 1; attempt < attempts && delay < longest; ++attempt) delay *= 3;
    return std::min(delay, longest);
}

JobOutcome retried_or_failed(ErrorCode code, const std::string& reason, const Job& job,
                             const JobSettings& settings) {
    return {.failed = is_final(code) || job.attempts >= settings.attempts,
            .code = code,
            .reason = reason,
            .delay = growing_delay(job.attempts, settings)};
}

JobOutcome uncounted(const std::string& reason, std::chrono::milliseconds delay) {
    return {.reason = reason, .delay = delay, .charge = Charge::nothing};
}

JobOutcome after_death(const WorkerDied& death, const Job& job, const JobSettings& settings) {
    if (job.suspicion == 0 || !death.was_alone())
        return {
            .died = true, .reason = death.what(), .delay = settings.retry_delay, .charge = Charge::suspicion};
    // The death that made it a suspect was not counted.
    return {.died = true,
            .failed = job.attempts + 1 >= settings.attempts,
            .reason = std::string("again, with this job alone: ") + death.what(),
            .delay = growing_delay(job.attempts, settings)};
}

}  // namespace

JobOutcome outcome_of(const std::exception_ptr& error, const Job& job, const JobSettings& settings) {
    try {
        std::rethrow_exception(error);
    } catch (const jobs::ServerBusy& busy) {
        JobOutcome outcome = uncounted(busy.what(), {});
        outcome.pause = busy.retry_after();
        return outcome;
    } catch (const jobs::ServerUnreachable& away) {
        if (away.unreachable_for() < settings.patience) return uncounted(away.what(), away.retry_delay());
        return retried_or_failed(ErrorCode::processing_failed, away.what(), job, settings);
    } catch (const WorkerDied& death) {
        return after_death(death, job, settings);
    } catch (const Failure& failure) {
        // As with the process of a normalise job: it worked on nothing else, and its server goes on.
        if (failure.code() == ErrorCode::media_process_died) {
            return after_death(WorkerDied(failure.what(), true), job, settings);
        }
        // A database that is down says nothing about the job, and neither does a server that stops.
        if (failure.code() == ErrorCode::unavailable) return uncounted(failure.what(), settings.retry_delay);
        const ErrorCode code = is_final(failure.code()) ? failure.code() : ErrorCode::processing_failed;
        return retried_or_failed(code, failure.what(), job, settings);
    } catch (const std::exception& other) {
        return retried_or_failed(ErrorCode::processing_failed, other.what(), job, settings);
    } catch (...) {
        return retried_or_failed(ErrorCode::processing_failed, "unknown exception", job, settings);
    }
}

}  // namespace trainingzip::upload
