#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "database/database.h"

namespace trainingzip::upload {

/// JPEGs of one picture.
struct ThumbnailSizes {
    std::string large;
    std::string medium;
    std::string small;
};

/// The pictures of trainings in the database, which the API server serves. Every call may throw what
/// database::Database throws.
class ThumbnailStore {
  public:
    ThumbnailStore(database::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    /// Makes this the picture of the training, unless its owner has chosen one: false.
    bool suggest(std::int64_t training_id, const ThumbnailSizes& sizes);

  private:
    database::Database& database_;
    const Clock& clock_;
};

}  // namespace trainingzip::upload
