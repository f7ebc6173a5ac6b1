#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "api/http/list_totals.h"

namespace soci {
class statement;
}

namespace trainingzip::api {

/// The trainings of a list: conditions as in trainings_sql.h, and the values that they bind.
class TrainingFilter {
  public:
    /// trainings: one of the texts that trainings_sql.h has for {trainings}.
    TrainingFilter(std::string_view trainings, std::string_view condition)
        : trainings_(trainings), conditions_(condition) {}

    /// The filter selects exactly this list, until another condition is added that has no total of its own.
    void set_counted(CountedList list) { counted_ = std::move(list); }
    /// nullopt: the trainings must be counted.
    const std::optional<CountedList>& counted() const { return counted_; }

    /// SQL made of constants only.
    void require(std::string_view condition);
    void require_category(const std::string& category);
    void require_tag(const std::string& tag);
    /// The nickname as it is written: nobody else has it.
    void require_trainer(const std::string& nick_name);
    void bind(std::string name, std::int64_t value) { numbers_.emplace_back(std::move(name), value); }
    void bind(std::string name, std::string value) { texts_.emplace_back(std::move(name), std::move(value)); }

    /// A leading part of ORDER BY, with its value; irrelevant for counting.
    void put_first(std::string_view order) { first_ = order; }
    void bind_order(std::string name, std::string value) {
        order_texts_.emplace_back(std::move(name), std::move(value));
    }

    const std::string& trainings() const { return trainings_; }
    const std::string& conditions() const { return conditions_; }
    const std::string& first() const { return first_; }

    /// Binds the values to a statement, which must not outlive the filter.
    void use_in(soci::statement& statement) const;
    void use_order_in(soci::statement& statement) const;

  private:
    std::string trainings_;
    std::string conditions_;
    std::string first_;
    std::optional<CountedList> counted_;
    // Statements keep the addresses.
    std::deque<std::pair<std::string, std::int64_t>> numbers_;
    std::deque<std::pair<std::string, std::string>> texts_;
    std::deque<std::pair<std::string, std::string>> order_texts_;
};

}  // namespace trainingzip::api
