#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/paging.h"
#include "api/operations/operations_context.h"
#include "web/request.h"

namespace soci {
class session;
}

namespace trainingzip::api {

/// An account as admins see it. Times are Unix milliseconds.
struct User {
    std::int64_t id = 0;
    std::string login_id;
    std::string nick_name;
    std::string email;
    std::string role;
    std::string state;
    std::int64_t created_at = 0;
    std::int64_t modified_at = 0;
};

/// The account of {userId}. Throws Failure(user_not_found), also for a deleted account.
User require_user(soci::session& session, const web::Request& request);

/// Accounts whose login id or nickname begins with the text, in any case of ASCII letters.
std::vector<User> find_users(soci::session& session, const PageRequest& page, std::string_view text);
std::int64_t count_users(soci::session& session, std::string_view text);

/// Changes the state of the account of {userId} and returns the account; does nothing if it is in another
/// state than `before`. A locked account has no sessions.
User change_state(const OperationsContext& context, const web::Request& request, const std::string& before,
                  const std::string& after);

/// {userId, id, nickName, email, role, state, createdDate, modifiedDate, _links}
boost::json::object user_answer(const web::Request& request, const User& user);

}  // namespace trainingzip::api
