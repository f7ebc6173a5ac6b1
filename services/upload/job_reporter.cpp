#include "upload/job_reporter.h"

namespace trainingzip::upload {

void JobReporter::report(std::int64_t done, std::int64_t total, double frames_per_second) {
    const auto now = Clock::now();
    if (last_ != Clock::time_point{} && now - last_ < std::chrono::seconds(1)) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    if (frames_per_second <= 0 && seconds > 0) frames_per_second = static_cast<double>(done) / seconds;
    jobs_.set_progress(job_, done, total, frames_per_second);
}

}  // namespace trainingzip::upload
