#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/accounts/accounts_context.h"
#include "api/accounts/sign_in_throttle.h"
#include "web/request.h"
#include "web/response.h"

namespace soci {
class session;
}

/// The devices (recognized by a cookie) and networks (stored as hashes) from which an account was signed in
/// to before. From there its owner is not slowed down by others who guess from elsewhere. A new password
/// resets both.
namespace trainingzip::api {

/// The account of a sign-in attempt; everything but the login id is empty if it does not exist.
struct AttemptedAccount {
    std::string_view login_id;  ///< As unique_key() makes it.
    std::int64_t user_id = 0;
    std::string_view password_hash{};
};

/// How the account knows the client that sent this request. Does the same work whether the account exists
/// or not.
SignInThrottle::Attempt recognize_client(const AccountsContext& context, const web::Request& request,
                                         const AttemptedAccount& account);

/// Remembers the device, by a cookie in the response, and the network. Call it after a successful sign-in.
void remember_client(const AccountsContext& context, const web::Request& request,
                     const AttemptedAccount& account, web::Response& answer);

/// Forgets all networks of the account. Devices are bound to its password hash.
void forget_networks(soci::session& session, std::int64_t user_id);

/// Removes networks that have not been used for too long.
void forget_old_networks(const AccountsContext& context);

}  // namespace trainingzip::api
