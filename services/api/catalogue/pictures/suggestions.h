#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "api/catalogue/catalogue_context.h"

namespace trainingzip::api {

/// "/thumbnail/7/suggestions"
std::string suggestions_path(std::int64_t training_id);
/// "/thumbnail/7/suggestions/2"
std::string suggestion_path(std::int64_t training_id, int number);

/// The numbers of the pictures that are suggested from the published video of a training, the best first.
std::vector<int> suggestion_numbers(const CatalogueContext& context, std::int64_t training_id);

/// The JPEG of that number. Throws Failure(file_not_found).
std::string read_suggestion_file(const CatalogueContext& context, std::int64_t training_id,
                                 std::int64_t number);

}  // namespace trainingzip::api
