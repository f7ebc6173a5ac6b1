#include "upload/verdict.h"

#include <algorithm>

namespace trainingzip::upload {

namespace {

bool lies_in_the_video(ErrorCode code) {
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
            return true;
        default:
            return false;
    }
}

/// Another attempt would meet the same; the owner can act.
bool is_final(ErrorCode code) {
    return lies_in_the_video(code) || code == ErrorCode::storage_full || code == ErrorCode::file_not_found;
}

/// Three times as long after each attempt. At most an hour, or `retry_delay` where that is longer.
std::chrono::milliseconds growing_delay(int attempts, const JobSettings& settings) {
    const std::chrono::milliseconds longest =
        std::max<std::chrono::milliseconds>(std::chrono::hours(1), settings.retry_delay);
    std::chrono::milliseconds delay = settings.retry_delay;
    for (int attempt = 1; attempt < attempts && delay < longest; ++attempt) delay *= 3;
    return std::min(delay, longest);
}

Verdict again_or_failed(ErrorCode code, const std::string& detail, const Job& job,
                        const JobSettings& settings) {
    return {.failed = is_final(code) || job.attempts >= settings.attempts,
            .code = code,
            .detail = detail,
            .delay = growing_delay(job.attempts, settings)};
}

Verdict uncounted(const std::string& detail, std::chrono::milliseconds delay) {
    return {.detail = detail, .delay = delay, .charge = Charge::nothing};
}

Verdict after_death(const BrokenOff& death, const Job& job, const JobSettings& settings) {
    if (job.suspicion == 0 || !death.was_alone())
        return {
            .died = true, .detail = death.what(), .delay = settings.retry_delay, .charge = Charge::suspicion};
    // The death that made it a suspect was not counted.
    return {.died = true,
            .failed = job.attempts + 1 >= settings.attempts,
            .detail = std::string("again, with this job alone: ") + death.what(),
            .delay = growing_delay(job.attempts, settings)};
}

}  // namespace

Verdict judge(const std::exception_ptr& reason, const Job& job, const JobSettings& settings) {
    try {
        std::rethrow_exception(reason);
    } catch (const Busy& busy) {
        Verdict verdict = uncounted(busy.what(), {});
        verdict.pause = busy.pause();
        return verdict;
    } catch (const NotReached& away) {
        if (away.away_for() < settings.patience) return uncounted(away.what(), away.delay());
        return again_or_failed(ErrorCode::processing_failed, away.what(), job, settings);
    } catch (const BrokenOff& death) {
        return after_death(death, job, settings);
    } catch (const Failure& failure) {
        // As a normalise job's: it worked on nothing else, and its server goes on.
        if (failure.code() == ErrorCode::media_process_died) {
            return after_death(BrokenOff(failure.what(), true), job, settings);
        }
        // A database that is away says nothing of the job, and neither does a server that stops.
        if (failure.code() == ErrorCode::unavailable) return uncounted(failure.what(), settings.retry_delay);
        const ErrorCode told = is_final(failure.code()) ? failure.code() : ErrorCode::processing_failed;
        return again_or_failed(told, failure.what(), job, settings);
    } catch (const std::exception& error) {
        return again_or_failed(ErrorCode::processing_failed, error.what(), job, settings);
    } catch (...) {
        return again_or_failed(ErrorCode::processing_failed, "unknown exception", job, settings);
    }
}

}  // namespace trainingzip::upload
