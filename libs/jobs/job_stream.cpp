#include "jobs/job_stream.h"

#include <boost/json/serialize.hpp>
#include <cmath>
#include <exception>
#include <thread>
#include <utility>

#include "base/error.h"

namespace trainingzip::jobs {

void JobReport::progress(std::int64_t frames, std::optional<std::int64_t> total_frames) {
    const std::scoped_lock lock(mutex_);
    frames_ = frames;
    total_frames_ = total_frames;
}

void JobReport::send(const boost::json::object& line) {
    constexpr std::size_t most_waiting = 4;
    std::string text = boost::json::serialize(line) + '\n';
    std::unique_lock lock(mutex_);
    if (!changed_.wait(lock, stop_.get_token(), [&] { return lines_.size() < most_waiting; })) {
        throw Failure(ErrorCode::unavailable, "the job is to stop");
    }
    lines_.push_back(std::move(text));
    changed_.notify_all();
}

/// The client's side of a job, in the thread of the handler.
class JobStream {
  public:
    JobStream(web::ResponseWriter& writer, std::string stage)
        : writer_(writer), stage_(std::move(stage)), started_(std::chrono::steady_clock::now()) {}

    JobReport& report() { return report_; }
    std::stop_token stop_token() const { return report_.stop_.get_token(); }
    void request_stop() { report_.stop_.request_stop(); }

    /// Called by the work's thread, last.
    void end() {
        const std::scoped_lock lock(report_.mutex_);
        report_.ended_ = true;
        report_.changed_.notify_all();
    }

    /// Writes lines until the work has ended.
    void follow() {
        constexpr std::chrono::milliseconds interval{500};
        auto next_progress = std::chrono::steady_clock::now();
        while (true) {
            std::string text;
            bool ended = false;
            {
                std::unique_lock lock(report_.mutex_);
                report_.changed_.wait_until(lock, stop_token(), next_progress,
                                            [&] { return report_.ended_ || !report_.lines_.empty(); });
                for (const std::string& line : report_.lines_) text += line;
                report_.lines_.clear();
                report_.changed_.notify_all();
                ended = report_.ended_;
            }
            if (stop_token().stop_requested()) return;
            if (ended || std::chrono::steady_clock::now() >= next_progress) {
                text += progress_line();
                next_progress = std::chrono::steady_clock::now() + interval;
            }
            if (!text.empty()) writer_.write(text);
            if (ended) return;
        }
    }

    void write(const boost::json::object& line) { writer_.write(boost::json::serialize(line) + '\n'); }

  private:
    std::string progress_line() {
        const std::scoped_lock lock(report_.mutex_);
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started_;
        const double rate = static_cast<double>(report_.frames_) / std::max(elapsed.count(), 1e-3);
        boost::json::object line{{"type", "progress"}, {"stage", stage_}, {"frames", report_.frames_}};
        if (report_.total_frames_) line["totalFrames"] = *report_.total_frames_;
        line["framesPerSecond"] = std::round(rate * 10) / 10;
        return boost::json::serialize(line) + '\n';
    }

    web::ResponseWriter& writer_;
    std::string stage_;
    std::chrono::steady_clock::time_point started_;
    JobReport report_;
};

namespace {

/// Runs the work and turns whatever comes out of it into the last line.
boost::json::object last_line(JobStream& stream, const std::string& stage, const Logger& logger,
                              const JobWork& work) {
    try {
        boost::json::object line{{"type", "done"}};
        for (const auto& field : work(stream.report(), stream.stop_token())) line.insert(field);
        return line;
    } catch (const Failure& failure) {
        logger.warning("job_failed", {{"stage", stage}, {"detail", failure.what()}});
        return {{"type", "failed"},
                {"error", describe(failure.code()).digits},
                {"detail", std::string(failure.what())}};
    } catch (const std::exception& error) {
        logger.error("job_fault", {{"stage", stage}, {"detail", error.what()}});
        return {{"type", "failed"},
                {"error", describe(ErrorCode::processing_failed).digits},
                {"detail", std::string(error.what())}};
    }
}

}  // namespace

void run_job(web::ResponseWriter& writer, const std::string& stage, const Logger& logger,
             const JobWork& work) {
    JobStream stream(writer, stage);
    const std::stop_callback stop_with_client(writer.stop_token(), [&] { stream.request_stop(); });
    boost::json::object last;
    {
        std::jthread worker([&] {
            last = last_line(stream, stage, logger, work);
            stream.end();
        });
        try {
            stream.follow();
        } catch (...) {
            stream.request_stop();
            throw;
        }
    }
    if (stream.stop_token().stop_requested()) throw Failure(ErrorCode::unavailable, "the job was stopped");
    stream.write(last);
}

}  // namespace trainingzip::jobs
