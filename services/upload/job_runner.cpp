#include "upload/job_runner.h"

#include <utility>

#include "incident/redaction.h"
#include "incident/watched_task.h"
#include "upload/housekeeping.h"
#include "upload/job_outcome.h"
#include "upload/normalise_job.h"
#include "upload/remote_job.h"
#include "upload/reprocess_upload.h"

namespace trainingzip::upload {

namespace {

constexpr std::chrono::seconds poll_interval(1);
constexpr std::chrono::seconds housekeeping_interval(2);
constexpr std::chrono::seconds longest_wait_for_server(5);
/// More than the clocks of two servers differ by and a transaction lasts.
constexpr std::chrono::minutes housekeeping_overlap(2);

std::string text_of(JobKind kind) {
    return std::string(jobs::name_of(kind));
}

incident::WatchedJob watched(const Job& job) {
    return {text_of(job.kind) + " job", "training " + std::to_string(job.training_id), job.request_id};
}

}  // namespace

JobRunner::JobRunner(UploadContext& context, incident::JobWatch watch)
    : context_(context), watch_(std::move(watch)) {
    settle_orphans(context_.queue.held());
    PeriodicTask::Settings task =
        incident::watched_task("housekeeping", housekeeping_interval, watch_, context_.logger);
    // Faults that tests inject are meant for the jobs.
    task.hooks.around_run = nullptr;
    housekeeping_ =
        std::make_unique<PeriodicTask>(std::move(task), [this](PeriodicTask::Run&) { run_housekeeping(); });
    const JobSettings& settings = context_.settings.jobs;
    for (int i = 0; i < settings.normalise_at_once; ++i)
        workers_.emplace_back([this] { work(JobKind::normalise); });
    for (int i = 0; i < settings.orders_at_once; ++i) {
        for (const JobKind kind : jobs::remote_job_kinds) workers_.emplace_back([this, kind] { work(kind); });
    }
}

JobRunner::~JobRunner() {
    stop_source_.request_stop();
    housekeeping_.reset();
    workers_.clear();
}

void JobRunner::work(JobKind kind) {
    while (!stop_.stop_requested()) {
        try {
            work_once(kind);
        } catch (const std::exception& error) {
            report_fault({text_of(kind) + " queue", {}, {}});
            context_.logger.error("job_queue_failed", {{"kind", jobs::name_of(kind)},
                                                       {"reason", incident::redact_text(error.what())}});
            context_.notifier.wait(stop_, poll_interval, context_.notifier.count());
        }
    }
}

void JobRunner::work_once(JobKind kind) {
    // A job that is claimed while its server is away would lose time on the way back to the queue.
    if (jobs::JobClient* client = context_.client_of(kind)) {
        if (waits_for_models(kind)) client->availability().mark_without_models();
        if (!client->availability().wait(stop_, longest_wait_for_server)) return;
    }
    const std::uint64_t seen = context_.notifier.count();
    const auto job = context_.queue.claim(kind);
    const auto rest = job ? run(*job) : poll_interval;
    if (rest.count() > 0) context_.notifier.wait(stop_, rest, seen);
}

bool JobRunner::waits_for_models(JobKind kind) const {
    if (kind == JobKind::pose) return context_.networks.pose().waits_for_models();
    if (kind == JobKind::shape) return context_.networks.shape().waits_for_models();
    return false;
}

std::chrono::milliseconds JobRunner::run(const Job& job) {
    const auto began = std::chrono::steady_clock::now();
    const Attempt ended = attempt(job);
    context_.metrics.ended(job, ended.result, std::chrono::steady_clock::now() - began);
    if (ended.result != JobMetrics::Result::done) return ended.rest;
    context_.logger.info("job_done", {{"kind", jobs::name_of(job.kind)},
                                      {"training_id", job.training_id},
                                      {"upload_id", job.upload_id},
                                      {"request_id", job.request_id}});
    publish_finished(context_);
    context_.notifier.notify();
    return ended.rest;
}

JobRunner::Attempt JobRunner::attempt(const Job& job) {
    std::stop_source stop;
    const std::stop_callback pass_on(stop_, [&] { stop.request_stop(); });
    const ActiveJobs::Entry entry(active_, job, stop);
    context_.logger.info("job_started", {{"kind", jobs::name_of(job.kind)},
                                         {"training_id", job.training_id},
                                         {"upload_id", job.upload_id},
                                         {"request_id", job.request_id},
                                         {"attempt", job.attempts}});
    try {
        const auto held = watch_.enter(watched(job));
        if (job.kind == JobKind::normalise) {
            run_normalise_job(context_, job, stop.get_token());
        } else {
            run_remote_job(context_, job, stop.get_token());
        }
        return {JobMetrics::Result::done};
    } catch (...) {
        if (stop_.stop_requested()) {
            context_.queue.hand_back(job, {}, Charge::nothing);
            return {JobMetrics::Result::handed_back};
        }
        if (stop.stop_requested() || is_deleted(job)) {
            drop(job);
            return {JobMetrics::Result::dropped};
        }
        report_fault(watched(job));
        return settle(job, std::current_exception());
    }
}

bool JobRunner::is_deleted(const Job& job) {
    try {
        return !context_.uploads.exists(job.upload_id);
    } catch (const std::exception&) {
        // A database that is down says nothing about the job.
        return false;
    }
}

void JobRunner::report_fault(const incident::WatchedJob& job) {
    try {
        throw;
    } catch (const Failure&) {
        // Expected, and handled where it matters: the video, the disk or the database.
        return;
    } catch (const jobs::ServerUnreachable&) {
        return;
    } catch (const jobs::ServerBusy&) {
        return;
    } catch (const WorkerDied&) {
        return;
    } catch (...) {
        watch_.fault(job);
    }
}

void JobRunner::drop(const Job& job) {
    context_.logger.info("job_dropped", {{"kind", jobs::name_of(job.kind)}, {"upload_id", job.upload_id}});
    // The files were removed with the training, but this job may have written more since.
    if (!context_.uploads.find_training(job.training_id)) {
        context_.storage.remove_tree(storage::training_key(job.training_id));
    } else if (!context_.uploads.exists(job.upload_id)) {
        context_.storage.remove_tree(storage::upload_key(job.training_id, job.upload_id));
    }
}

JobRunner::Attempt JobRunner::settle(const Job& job, const std::exception_ptr& error) {
    const JobOutcome outcome = outcome_of(error, job, context_.settings.jobs);
    if (outcome.died) context_.metrics.died(job);
    context_.logger.warning(outcome.failed ? "job_failed" : "job_postponed",
                            {{"kind", jobs::name_of(job.kind)},
                             {"training_id", job.training_id},
                             {"upload_id", job.upload_id},
                             {"request_id", job.request_id},
                             {"attempt", job.attempts},
                             {"counted", outcome.charge == Charge::attempt},
                             {"suspect", job.suspicion > 0 || outcome.charge == Charge::suspicion},
                             {"reason", incident::redact_text(outcome.reason)}});
    if (outcome.failed) {
        context_.uploads.fail({job.upload_id, job.training_id}, outcome.code, outcome.reason);
        context_.metrics.failed(job, outcome.code);
        return {JobMetrics::Result::failed};
    }
    context_.queue.hand_back(job, outcome.delay, outcome.charge);
    return {JobMetrics::Result::postponed, outcome.pause};
}

void JobRunner::settle_orphans(const std::vector<Job>& orphans) {
    for (const Job& job : orphans) {
        const WorkerDied death("the upload server died while working on it", context_.queue.was_alone(job));
        settle(job, std::make_exception_ptr(death));
    }
}

void JobRunner::renew_leases() {
    for (const Job& job : active_.all()) {
        if (!context_.queue.renew(job)) active_.stop(job.id);
    }
}

void JobRunner::run_housekeeping() {
    try {
        do_housekeeping();
    } catch (...) {
        context_.readiness.update(context_);
        throw;
    }
    context_.readiness.update(context_);
}

void JobRunner::do_housekeeping() {
    const UtcTime began = context_.clock.now();
    renew_leases();
    settle_orphans(context_.queue.adopt_expired());
    context_.uploads.touch(context_.live.upload_ids());
    clear_dead(context_);
    publish_finished(context_);
    clear_superseded(context_, superseded_since_);
    context_.removed.sweep();
    reprocess_next(context_);
    superseded_since_ = began - housekeeping_overlap;
    context_.metrics.show_queue(context_.queue.queued());
}

}  // namespace trainingzip::upload
