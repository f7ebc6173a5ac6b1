#pragma once

#include <filesystem>

#include "metrics/metrics.h"

namespace trainingzip::storage {

/// What a storage tells of itself; copies count in the same place. Free space is looked up for each page.
struct StorageMetrics {
    StorageMetrics() = default;
    StorageMetrics(const metrics::Metrics& metrics, const std::filesystem::path& root);

    metrics::Counter full;    ///< There was no room.
    metrics::Counter failed;  ///< Any other error of the file system.
    metrics::Counter written_bytes;
};

}  // namespace trainingzip::storage
