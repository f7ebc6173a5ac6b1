#pragma once

#include <optional>
#include <string>

#include "database/database.h"
#include "jobs/possible_trainers.h"

namespace trainingzip::upload {

/// Who may be the trainer of an upload, and whom the owner chose. Every call may throw what
/// database::Database throws; an upload that is not there is one without people.
class PeopleStore {
  public:
    explicit PeopleStore(database::Database& database) : database_(database) {}

    void set_people(const std::string& upload_id, const jobs::PossibleTrainers& people);
    /// None while the pose server has not told.
    jobs::PossibleTrainers people(const std::string& upload_id);

    void choose(const std::string& upload_id, const jobs::PersonInFrame& trainer);
    std::optional<jobs::PersonInFrame> chosen(const std::string& upload_id);

  private:
    std::string text(std::string_view statement, const std::string& upload_id);
    void set_text(std::string_view statement, const char* parameter, const std::string& text,
                  const std::string& upload_id);

    database::Database& database_;
};

}  // namespace trainingzip::upload
