#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "auth/principal.h"

namespace soci {
class session;
}

/// The one place that knows who may see what: every endpoint of every server that shows a training, or
/// something that belongs to one, calls this or adds one of these conditions to its statement.
///
/// Owners and admins see everything. Others see a training that is ready and that no admin has hidden, if
/// it is public or unlisted, or if it is for subscribers and they subscribe to its owner. The streaming
/// server, which has no database, asks for a media ticket instead (auth::TokenSigner::media_ticket), which
/// is issued by these rules.
namespace trainingzip::domain {

/// The viewer as bound by the conditions below.
struct Viewer {
    /// nullptr is a visitor.
    explicit Viewer(const auth::Principal* caller)
        : id(caller ? caller->user_id : 0), admin(caller && caller->admin ? 1 : 0) {}

    std::int64_t id;  ///< :viewer; 0 is nobody.
    int admin;        ///< :viewer_admin
};

namespace training_access_sql {

/// A training `t` that the viewer may see; binds :viewer and :viewer_admin.
inline constexpr std::string_view visible = R"((
    t.owner_id = :viewer OR :viewer_admin = 1
    OR (t.state = 'READY' AND t.hidden = 0
        AND (t.visibility IN ('public', 'unlisted')
             OR (t.visibility = 'subscribers' AND EXISTS (
                 SELECT 1 FROM subscriptions s WHERE s.user_id = :viewer AND s.trainer_id = t.owner_id)))))
)";

/// A training `t` that is listed for everybody. Must read like the condition of the partial indexes of
/// trainings.
inline constexpr std::string_view listed = R"(
    t.state = 'READY' AND t.visibility = 'public' AND t.hidden = 0
)";

/// A training `t` that is listed for subscribers of its owner.
inline constexpr std::string_view listed_for_subscribers = R"(
    t.state = 'READY' AND t.visibility IN ('public', 'subscribers') AND t.hidden = 0
)";

/// A playlist `p` that the viewer may see; binds :viewer and :viewer_admin.
inline constexpr std::string_view visible_playlist = R"((
    p.owner_id = :viewer OR :viewer_admin = 1 OR p.visibility IN ('public', 'unlisted')
    OR (p.visibility = 'subscribers' AND EXISTS (
        SELECT 1 FROM subscriptions s WHERE s.user_id = :viewer AND s.trainer_id = p.owner_id)))
)";

inline constexpr std::string_view select_owner =
    "SELECT t.owner_id FROM trainings t WHERE t.id = :id AND {visible}";

}  // namespace training_access_sql

/// Whether a training and its files may be seen by anybody.
inline bool is_open(std::string_view visibility, bool hidden) {
    return !hidden && (visibility == "public" || visibility == "unlisted");
}

enum class TrainingRight {
    none,    ///< As if it did not exist.
    see,     ///< It is another's.
    change,  ///< It is the caller's own.
};

/// What the caller (nullptr: a visitor) may do with a training.
TrainingRight training_right(soci::session& session, std::int64_t training_id, const auth::Principal* caller);

}  // namespace trainingzip::domain
