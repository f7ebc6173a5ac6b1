#include "api/trainings/training_filter.h"

#include <soci/soci.h>

#include "api/trainings/trainings_sql.h"

namespace trainingzip::api {

void TrainingFilter::require(std::string_view condition) {
    where_ += trainings_sql::conjunction;
    where_ += condition;
}

void TrainingFilter::use_in(soci::statement& statement) const {
    for (const auto& [name, value] : numbers_) statement.exchange(soci::use(value, name));
    for (const auto& [name, value] : texts_) statement.exchange(soci::use(value, name));
}

void TrainingFilter::use_order_in(soci::statement& statement) const {
    for (const auto& [name, value] : order_texts_) statement.exchange(soci::use(value, name));
}

}  // namespace trainingzip::api
