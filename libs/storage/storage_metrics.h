#pragma once

#include <filesystem>

#include "metrics/metrics.h"

namespace trainingzip::storage {

/// The metrics of a storage; copies share the values. Free space is sampled for each scrape.
struct StorageMetrics {
    StorageMetrics() = default;
    StorageMetrics(const metrics::Metrics& metrics, const std::filesystem::path& root);

    metrics::Counter full;    ///< The disk was full.
    metrics::Counter failed;  ///< Any other error of the file system.
    metrics::Counter written_bytes;
};

}  // namespace trainingzip::storage
