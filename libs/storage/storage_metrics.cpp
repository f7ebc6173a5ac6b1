#include "storage/storage_metrics.h"

namespace trainingzip::storage {

namespace {

metrics::Counter errors(const metrics::Metrics& metrics, const char* kind) {
    return metrics.counter("trainingzip_storage_errors_total", "Calls of the file system that failed.",
                           {{"kind", kind}});
}

}  // namespace

StorageMetrics::StorageMetrics(const metrics::Metrics& metrics, const std::filesystem::path& root)
    : full(errors(metrics, "full")),
      failed(errors(metrics, "other")),
      written_bytes(
          metrics.counter("trainingzip_storage_written_bytes_total", "Bytes written by this server.")) {
    const auto capacity =
        metrics.gauge("trainingzip_storage_capacity_bytes", "Size of the file system of the storage.");
    const auto available =
        metrics.gauge("trainingzip_storage_available_bytes", "Room that is left for this server.");
    metrics.before_scrape([root, capacity, available] {
        std::error_code error;
        const std::filesystem::space_info space = std::filesystem::space(root, error);
        if (error) return;
        capacity.set(static_cast<double>(space.capacity));
        available.set(static_cast<double>(space.available));
    });
}

}  // namespace trainingzip::storage
