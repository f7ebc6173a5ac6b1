#include "upload/people_store.h"

#include <soci/soci.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "upload/people_sql.h"

namespace trainingzip::upload {

using soci::into;
using soci::use;

std::string PeopleStore::text(std::string_view statement, const std::string& upload_id) {
    return database_.with_session([&](soci::session& session) {
        std::string text;
        session << statement, use(upload_id, "upload"), into(text);
        return text;
    });
}

void PeopleStore::set_text(std::string_view statement, const char* parameter, const std::string& text,
                           const std::string& upload_id) {
    database_.in_transaction([&](soci::session& session) {
        session << statement, use(text, parameter), use(upload_id, "upload");
    });
}

void PeopleStore::set_people(const std::string& upload_id, const jobs::PossibleTrainers& people) {
    set_text(people_sql::set_people, "people", boost::json::serialize(jobs::to_json(people)), upload_id);
}

jobs::PossibleTrainers PeopleStore::people(const std::string& upload_id) {
    return jobs::possible_trainers_from_text(text(people_sql::find_people, upload_id));
}

void PeopleStore::choose(const std::string& upload_id, const jobs::PersonInFrame& trainer) {
    set_text(people_sql::set_chosen, "chosen", boost::json::serialize(jobs::to_json(trainer)), upload_id);
}

std::optional<jobs::PersonInFrame> PeopleStore::chosen(const std::string& upload_id) {
    const std::string kept = text(people_sql::find_chosen, upload_id);
    if (kept.empty()) return std::nullopt;
    return jobs::read_person_in_frame(boost::json::parse(kept));
}

}  // namespace trainingzip::upload
