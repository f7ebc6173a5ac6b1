#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>

#include "base/log.h"
#include "incident/incident.h"

namespace trainingzip::incident {

/// Undelivered incidents, one file each in a folder of the server, so that neither a restart nor an outage
/// loses one. Not thread-safe.
class Spool {
  public:
    /// Creates the folder. `most` bounds the number of files; more are logged and dropped, oldest first.
    Spool(std::filesystem::path folder, std::size_t most, Logger logger);

    /// Returns once the file is durable.
    void add(const Incident& incident);

    /// Hands every incident, oldest first, to `deliver` and removes it when that returns. Ends at the first
    /// exception, which goes on to the caller. A file that cannot be read is logged and removed.
    void deliver_all(const std::function<void(const Incident&)>& deliver);

    bool empty() const { return size() == 0; }
    /// How many wait.
    std::size_t size() const;

  private:
    std::filesystem::path folder_;
    std::size_t most_;
    Logger logger_;
};

}  // namespace trainingzip::incident
