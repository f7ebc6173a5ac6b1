#include "api/accounts/known_clients.h"

#include <soci/soci.h>

#include "api/accounts/device_cookie.h"
#include "api/accounts/known_clients_sql.h"
#include "web/client_network.h"
#include "web/cookie.h"

namespace trainingzip::api {
namespace {

/// Networks of one account; the least recently used one is replaced.
constexpr std::int64_t most_networks = 20;

/// Differs for each account, so that the database does not reveal who shares a network.
std::string network_of(const AccountsContext& context, const web::Request& request, std::int64_t user_id) {
    return context.account_key.mac("familiar network",
                                   {std::to_string(user_id), web::wide_network(request.client_address)});
}

std::int64_t oldest(const AccountsContext& context) {
    return context.now() - std::chrono::milliseconds(context.protection.known_client_lifetime).count();
}

}  // namespace

SignInThrottle::Attempt recognize_client(const AccountsContext& context, const web::Request& request,
                                         const AttemptedAccount& account) {
    using By = SignInThrottle::Attempt::By;
    SignInThrottle::Attempt attempt{std::string(account.login_id), request.client_address};
    auto device =
        read_device_cookie(context.account_key, web::find_cookie(request, device_cookie_name).value_or(""),
                           {account.login_id, account.password_hash}, context.clock.now(),
                           context.protection.known_client_lifetime);
    std::string network = network_of(context, request, account.user_id);
    const std::int64_t since = oldest(context);
    int count = 0;
    context.database.with_session([&](soci::session& session) {
        session << known_clients_sql::count, soci::into(count), soci::use(account.user_id, "user_id"),
            soci::use(network, "network"), soci::use(since, "oldest");
    });
    if (device) {
        attempt.by = By::device;
        attempt.name = *std::move(device);
    } else if (count > 0) {
        attempt.by = By::network;
        attempt.name = std::move(network);
    }
    return attempt;
}

void remember_client(const AccountsContext& context, const web::Request& request,
                     const AttemptedAccount& account, web::Response& answer) {
    const std::string network = network_of(context, request, account.user_id);
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        session << known_clients_sql::remember, soci::use(network, "network"), soci::use(now, "now"),
            soci::use(account.user_id, "user_id");
        session << known_clients_sql::remove_oldest, soci::use(account.user_id, "user_id"),
            soci::use(most_networks, "kept");
    });
    const std::string cookie = make_device_cookie(
        context.account_key, {account.login_id, account.password_hash}, context.clock.now());
    answer.headers.add("Set-Cookie", std::string(device_cookie_name) + "=" + cookie +
                                         "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=" +
                                         std::to_string(context.protection.known_client_lifetime.count()));
}

void forget_networks(soci::session& session, std::int64_t user_id) {
    session << known_clients_sql::remove_all, soci::use(user_id, "user_id");
}

void forget_old_networks(const AccountsContext& context) {
    const std::int64_t since = oldest(context);
    context.database.in_transaction([&](soci::session& session) {
        session << known_clients_sql::remove_old, soci::use(since, "oldest");
    });
}

}  // namespace trainingzip::api
