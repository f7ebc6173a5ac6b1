#pragma once

#include <cstdint>
#include <string>

#include "api/coaching/coaching_context.h"
#include "web/request.h"

namespace soci {
class session;
}

/// Pairings of a screen with the phone that becomes its camera. The server only carries one session
/// description (SDP) from each side to the other; pictures never pass it.
namespace trainingzip::api {

enum class PairingSide { screen, phone };

/// A pairing as one side of it sees it.
struct CameraPairing {
    std::string id;
    PairingSide side = PairingSide::screen;
    std::string own;    ///< The description of this side; empty: not sent yet.
    std::string other;  ///< That of the other side.
};

/// What is told once, when a pairing is made. The database has hashes of the secrets.
struct NewPairing {
    std::string id;
    std::string screen_secret;
    std::string phone_secret;
    std::int64_t expires_at = 0;
};

/// A new pairing for a client, in the transaction of the caller. Throws Failure(too_many_attempts) with
/// Retry-After where its network has as many as it may.
NewPairing make_camera_pairing(const CoachingContext& context, soci::session& session,
                               const std::string& client);

/// The pairing in the path of the request, as the side sees it whose secret is in X-Pairing-Secret. Throws
/// Failure(camera_pairing_not_found), one failure for all that may be wrong.
CameraPairing require_camera_pairing(const CoachingContext& context, soci::session& session,
                                     const web::Request& request);

void remove_expired_camera_pairings(const CoachingContext& context);

std::string camera_pairing_path(const std::string& id);

}  // namespace trainingzip::api
