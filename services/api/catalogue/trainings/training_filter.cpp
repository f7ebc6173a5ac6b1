#include "api/catalogue/trainings/training_filter.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/trainings_sql.h"

namespace trainingzip::api {

void TrainingFilter::require(std::string_view condition) {
    conditions_.append(" AND ").append(condition);
    counted_.reset();
}

void TrainingFilter::require_category(const std::string& category) {
    const auto list = counted_;
    require(trainings_sql::has_category);
    bind("category", category);
    if (list) counted_ = CountedList{list->list, category};
}

void TrainingFilter::require_tag(const std::string& tag) {
    const bool is_whole_list = counted_ && !counted_->name;
    require(trainings_sql::has_tag);
    bind("tag", tag);
    if (is_whole_list) counted_ = CountedList{"tags", tag};
}

void TrainingFilter::require_trainer(const std::string& nick_name) {
    require(trainings_sql::has_trainer);
    bind("trainer", nick_name);
}

void TrainingFilter::use_in(soci::statement& statement) const {
    for (const auto& [name, value] : numbers_) statement.exchange(soci::use(value, name));
    for (const auto& [name, value] : texts_) statement.exchange(soci::use(value, name));
}

void TrainingFilter::use_order_in(soci::statement& statement) const {
    for (const auto& [name, value] : order_texts_) statement.exchange(soci::use(value, name));
}

}  // namespace trainingzip::api
