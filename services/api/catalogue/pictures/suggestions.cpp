#include "api/catalogue/pictures/suggestions.h"

#include <optional>

#include "api/catalogue/pictures/picture_links.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

/// nullopt when there is none of that number.
std::optional<std::string> key_of(const CatalogueContext& context, std::int64_t training_id,
                                  std::int64_t number) {
    if (number < 1 || number > storage::most_suggested_pictures) return std::nullopt;
    const auto upload = context.storage.published(training_id);
    if (!upload) return std::nullopt;
    return storage::suggested_picture_key(storage::shape_key(training_id, *upload), static_cast<int>(number));
}

}  // namespace

std::string suggestions_path(std::int64_t training_id) {
    return thumbnail_path(training_id) + "/suggestions";
}

std::string suggestion_path(std::int64_t training_id, int number) {
    return suggestions_path(training_id) + "/" + std::to_string(number);
}

std::vector<int> suggestion_numbers(const CatalogueContext& context, std::int64_t training_id) {
    std::vector<int> numbers;
    for (int number = 1; number <= storage::most_suggested_pictures; ++number) {
        const auto key = key_of(context, training_id, number);
        if (key && context.storage.exists(*key)) numbers.push_back(number);
    }
    return numbers;
}

std::string read_suggestion_file(const CatalogueContext& context, std::int64_t training_id,
                                 std::int64_t number) {
    const auto key = key_of(context, training_id, number);
    auto bytes = key ? context.storage.small_file(*key) : std::nullopt;
    if (!bytes) {
        throw Failure(ErrorCode::file_not_found, "no picture " + std::to_string(number) +
                                                     " is suggested for training " +
                                                     std::to_string(training_id));
    }
    return *std::move(bytes);
}

}  // namespace trainingzip::api
