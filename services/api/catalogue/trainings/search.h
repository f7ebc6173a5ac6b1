#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/catalogue/trainings/training_filter.h"
#include "web/request.h"

namespace trainingzip::api {

/// ?search=: trainings that have every one of these words in the title, the text or the trainer's name, in
/// any case, also inside of other words, since Korean appends endings to nouns. No character is special.
class Search {
  public:
    Search() = default;
    /// Throws Failure(parameter_invalid) for more than 100 characters, eight words, or control characters.
    explicit Search(const web::Request& request);

    bool is_empty() const { return words_.empty(); }
    /// As received, for links.
    const std::string& text() const { return text_; }

    /// Adds the conditions for the kind of database.
    void require(TrainingFilter& filter, bool sqlite) const;

  private:
    std::string text_;
    std::vector<std::string> words_;
};

}  // namespace trainingzip::api
