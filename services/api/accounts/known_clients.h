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

/// Where an account was signed in to before: on which devices, which they show by a cookie, and in which
/// networks, which the database knows by hashes. From there its owner is not slowed down by those who guess
/// from elsewhere. A new password ends both.
namespace trainingzip::api {

/// The account that is tried; all but the login id is empty where there is none.
struct TriedAccount {
    std::string_view login_id;  ///< As unique_key() makes it.
    std::int64_t user_id = 0;
    std::string_view password_hash{};
};

/// How the account knows whoever sent this request. Does the same whether the account exists or not.
SignInThrottle::Attempt recognize(const AccountsContext& context, const web::Request& request,
                                  const TriedAccount& account);

/// Makes the account know this device, by a cookie in the answer, and this network. To be called after a
/// sign-in.
void make_familiar(const AccountsContext& context, const web::Request& request, const TriedAccount& account,
                   web::Response& answer);

/// Forgets all networks of the account. What binds its devices is its password.
void forget_networks(soci::session& session, std::int64_t user_id);

/// Removes what was not used for too long.
void forget_old_networks(const AccountsContext& context);

}  // namespace trainingzip::api
