#include "upload/verdict.h"

#include <cmath>

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

Verdict again_or_failed(ErrorCode code, const std::string& detail, const Job& job,
                        const JobSettings& settings) {
    Verdict verdict;
    verdict.code = code;
    verdict.detail = detail;
    verdict.failed = is_final(code) || job.attempts >= settings.attempts;
    verdict.delay = settings.retry_delay * static_cast<long>(std::pow(3, job.attempts - 1));
    return verdict;
}

}  // namespace

Verdict judge(const std::exception_ptr& reason, const Job& job, UtcTime now, const JobSettings& settings) {
    try {
        std::rethrow_exception(reason);
    } catch (const Busy& busy) {
        return {.detail = busy.what(), .delay = busy.delay(), .counted = false};
    } catch (const NotReached& away) {
        if (now - job.last_progress < settings.patience) {
            return {.detail = away.what(), .delay = away.delay(), .counted = false};
        }
        return again_or_failed(ErrorCode::processing_failed, away.what(), job, settings);
    } catch (const Failure& failure) {
        // A database that is away says nothing of the job.
        if (failure.code() == ErrorCode::unavailable) {
            return {.detail = failure.what(), .delay = settings.retry_delay, .counted = false};
        }
        const ErrorCode told = is_final(failure.code()) ? failure.code() : ErrorCode::processing_failed;
        return again_or_failed(told, failure.what(), job, settings);
    } catch (const std::exception& error) {
        return again_or_failed(ErrorCode::processing_failed, error.what(), job, settings);
    } catch (...) {
        return again_or_failed(ErrorCode::processing_failed, "unknown exception", job, settings);
    }
}

}  // namespace trainingzip::upload
