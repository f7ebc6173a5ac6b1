#pragma once

#include <cstdint>
#include <string>

namespace soci {
class session;
}

namespace trainingzip::api {

/// An account to be created.
struct NewUser {
    std::string login_id;  ///< As unique_key() makes it.
    std::string password_hash;
    std::string nick_name;
    std::string nick_name_key;
    std::string email;
    std::string role = "USER";

    void set_nick_name(const std::string& name);
};

/// Ids of deleted accounts stay taken.
bool is_login_id_taken(soci::session& session, const std::string& login_id);
bool is_nick_name_taken(soci::session& session, const std::string& key);

/// Returns the id of the user. now: Unix milliseconds. Call it in the transaction that has checked that
/// both names are free.
std::int64_t insert_user(soci::session& session, const NewUser& user, std::int64_t now);

}  // namespace trainingzip::api
