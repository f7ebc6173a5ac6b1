#include "upload/job_runner.h"

#include <condition_variable>
#include <mutex>

#include "incident/redaction.h"
#include "upload/housekeeping.h"
#include "upload/normalise_job.h"
#include "upload/order_job.h"
#include "upload/reprocess_upload.h"
#include "upload/verdict.h"

namespace trainingzip::upload {

namespace {

constexpr std::chrono::seconds between_looks(1);
constexpr std::chrono::seconds between_rounds(2);
constexpr std::chrono::seconds between_knocks(5);
/// More than the clocks of two servers differ by and a transaction lasts.
constexpr std::chrono::minutes overlap_of_rounds(2);

incident::WatchedJob watched(const Job& job) {
    return {job.kind + " job", "training " + std::to_string(job.training_id), job.request_id};
}

}  // namespace

JobRunner::JobRunner(UploadContext& context, incident::JobWatch watch)
    : context_(context), watch_(std::move(watch)) {
    settle_orphans(context_.jobs.held());
    const JobSettings& settings = context_.settings.jobs;
    threads_.emplace_back([this] { keep_house(); });
    for (int i = 0; i < settings.normalise_at_once; ++i) threads_.emplace_back([this] { work("normalise"); });
    for (int i = 0; i < settings.orders_at_once; ++i) {
        threads_.emplace_back([this] { work("pose"); });
        threads_.emplace_back([this] { work("shape"); });
    }
}

JobRunner::~JobRunner() {
    stop_source_.request_stop();
    threads_.clear();
}

void JobRunner::work(const std::string& kind) {
    while (!stop_.stop_requested()) {
        try {
            work_once(kind);
        } catch (const std::exception& error) {
            tell_of_fault({kind + " queue", {}, {}});
            context_.logger.error("job_queue",
                                  {{"kind", kind}, {"detail", incident::redact_text(error.what())}});
            context_.work.wait(stop_, between_looks, context_.work.rings());
        }
    }
}

void JobRunner::work_once(const std::string& kind) {
    // A job that met a closed door would lose its time on the way to the queue and back.
    ServerDoor* door = door_of(kind);
    if (waits_for_models(kind)) door->found_without_models();
    if (door != nullptr && !door->wait(stop_, between_knocks)) return;
    const std::uint64_t heard = context_.work.rings();
    const auto job = context_.jobs.claim(kind);
    const auto rest = job ? run(*job) : between_looks;
    if (rest.count() > 0) context_.work.wait(stop_, rest, heard);
}

ServerDoor* JobRunner::door_of(const std::string& kind) {
    if (kind == "pose") return &context_.pose_door;
    if (kind == "shape") return &context_.shape_door;
    return nullptr;
}

bool JobRunner::waits_for_models(const std::string& kind) const {
    if (kind == "pose") return context_.networks.pose().waits_for_models();
    if (kind == "shape") return context_.networks.shape().waits_for_models();
    return false;
}

std::chrono::milliseconds JobRunner::run(const Job& job) {
    const auto began = std::chrono::steady_clock::now();
    const Outcome outcome = attempt(job);
    context_.metrics.ended(job, outcome.result, std::chrono::steady_clock::now() - began);
    if (outcome.result != JobMetrics::Result::done) return outcome.rest;
    context_.logger.info("job_done", {{"kind", job.kind},
                                      {"training", job.training_id},
                                      {"upload", job.upload_id},
                                      {"request_id", job.request_id}});
    publish_finished(context_);
    context_.work.ring();
    return outcome.rest;
}

JobRunner::Outcome JobRunner::attempt(const Job& job) {
    std::stop_source stop;
    const std::stop_callback pass_on(stop_, [&] { stop.request_stop(); });
    const ActiveJobs::Entry entry(active_, job, stop);
    context_.logger.info("job_started", {{"kind", job.kind},
                                         {"training", job.training_id},
                                         {"upload", job.upload_id},
                                         {"request_id", job.request_id},
                                         {"attempt", job.attempts}});
    try {
        const auto held = watch_.enter(watched(job));
        if (job.kind == "normalise") {
            run_normalise_job(context_, job, stop.get_token());
        } else {
            run_order_job(context_, *door_of(job.kind), job, stop.get_token());
        }
        return {JobMetrics::Result::done};
    } catch (...) {
        if (stop_.stop_requested()) {
            context_.jobs.hand_back(job, {}, Charge::nothing);
            return {JobMetrics::Result::handed_back};
        }
        if (stop.stop_requested() || is_removed(job)) {
            drop(job);
            return {JobMetrics::Result::dropped};
        }
        tell_of_fault(watched(job));
        return settle(job, std::current_exception());
    }
}

bool JobRunner::is_removed(const Job& job) {
    try {
        return !context_.uploads.exists(job.upload_id);
    } catch (const std::exception&) {
        // A database that is away says nothing of the job.
        return false;
    }
}

void JobRunner::tell_of_fault(const incident::WatchedJob& job) {
    try {
        throw;
    } catch (const Failure& failure) {
        // Expected, and told where it matters: the video, the disk or the database.
        return;
    } catch (const NotReached&) {
        return;
    } catch (const Busy&) {
        return;
    } catch (const BrokenOff&) {
        return;
    } catch (...) {
        watch_.fault(job);
    }
}

void JobRunner::drop(const Job& job) {
    context_.logger.info("job_dropped", {{"kind", job.kind}, {"upload", job.upload_id}});
    // Who deleted the training cleared its files away, but this job may have written more since.
    if (!context_.uploads.find_training(job.training_id)) {
        context_.storage.remove_tree(storage::training_key(job.training_id));
    } else if (!context_.uploads.exists(job.upload_id)) {
        context_.storage.remove_tree(storage::upload_key(job.training_id, job.upload_id));
    }
}

JobRunner::Outcome JobRunner::settle(const Job& job, const std::exception_ptr& reason) {
    const Verdict verdict = judge(reason, job, context_.settings.jobs);
    if (verdict.died) context_.metrics.died(job);
    context_.logger.warning(verdict.failed ? "job_failed" : "job_postponed",
                            {{"kind", job.kind},
                             {"training", job.training_id},
                             {"upload", job.upload_id},
                             {"request_id", job.request_id},
                             {"attempt", job.attempts},
                             {"counted", verdict.charge == Charge::attempt},
                             {"suspect", job.suspicion > 0 || verdict.charge == Charge::suspicion},
                             {"detail", incident::redact_text(verdict.detail)}});
    if (verdict.failed) {
        context_.uploads.fail({job.upload_id, job.training_id}, verdict.code, verdict.detail);
        context_.metrics.failed(job, verdict.code);
        return {JobMetrics::Result::failed};
    }
    context_.jobs.hand_back(job, verdict.delay, verdict.charge);
    return {JobMetrics::Result::postponed, verdict.pause};
}

void JobRunner::settle_orphans(const std::vector<Job>& orphans) {
    for (const Job& job : orphans) {
        const BrokenOff death("the upload server died with it in work", context_.jobs.was_alone(job));
        settle(job, std::make_exception_ptr(death));
    }
}

void JobRunner::renew_leases() {
    for (const Job& job : active_.all()) {
        if (!context_.jobs.renew(job)) active_.stop(job.id);
    }
}

void JobRunner::keep_house() {
    std::mutex mutex;
    std::condition_variable_any until_next_round;
    UtcTime changed_since{};  // All, at first.
    while (!stop_.stop_requested()) {
        try {
            const UtcTime began = context_.clock.now();
            renew_leases();
            settle_orphans(context_.jobs.adopt_expired());
            context_.uploads.touch(context_.live.upload_ids());
            clear_dead(context_);
            publish_finished(context_);
            clear_superseded(context_, changed_since);
            context_.removed.sweep();
            remake_next(context_);
            changed_since = began - overlap_of_rounds;
            context_.metrics.show_queue(context_.jobs.queued());
        } catch (const std::exception& error) {
            tell_of_fault({"housekeeping", {}, {}});
            context_.logger.error("housekeeping", {{"detail", incident::redact_text(error.what())}});
        }
        context_.readiness.look(context_);
        std::unique_lock lock(mutex);
        until_next_round.wait_for(lock, stop_, between_rounds, [] { return false; });
    }
}

}  // namespace trainingzip::upload
