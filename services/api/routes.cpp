#include "api/routes.h"

#include "api/accounts/change_password.h"
#include "api/accounts/check_id.h"
#include "api/accounts/check_nick_name.h"
#include "api/accounts/key_set.h"
#include "api/accounts/list_sessions.h"
#include "api/accounts/mail/ask_confirmation.h"
#include "api/accounts/mail/ask_reset.h"
#include "api/accounts/mail/change_email.h"
#include "api/accounts/mail/confirm_email.h"
#include "api/accounts/mail/read_offer.h"
#include "api/accounts/mail/reset_password.h"
#include "api/accounts/profile/read.h"
#include "api/accounts/profile/update.h"
#include "api/accounts/refresh.h"
#include "api/accounts/remove_account.h"
#include "api/accounts/remove_session.h"
#include "api/accounts/sessions.h"
#include "api/accounts/sign_in.h"
#include "api/accounts/sign_out.h"
#include "api/accounts/sign_out_all.h"
#include "api/accounts/sign_up.h"
#include "api/catalogue/pictures/choose_suggestion.h"
#include "api/catalogue/pictures/list_suggestions.h"
#include "api/catalogue/pictures/read_profile_image.h"
#include "api/catalogue/pictures/read_suggestion.h"
#include "api/catalogue/pictures/read_thumbnail.h"
#include "api/catalogue/pictures/stored_sizes.h"
#include "api/catalogue/pictures/write_profile_image.h"
#include "api/catalogue/pictures/write_thumbnail.h"
#include "api/catalogue/playlists/create.h"
#include "api/catalogue/playlists/list_own.h"
#include "api/catalogue/playlists/read.h"
#include "api/catalogue/playlists/remove.h"
#include "api/catalogue/playlists/update.h"
#include "api/catalogue/previews/preview_trainer.h"
#include "api/catalogue/previews/preview_training.h"
#include "api/catalogue/sitemap/sitemap.h"
#include "api/catalogue/trainings/create.h"
#include "api/catalogue/trainings/hide.h"
#include "api/catalogue/trainings/list.h"
#include "api/catalogue/trainings/list_hidden.h"
#include "api/catalogue/trainings/list_own.h"
#include "api/catalogue/trainings/list_tags.h"
#include "api/catalogue/trainings/media.h"
#include "api/catalogue/trainings/poses.h"
#include "api/catalogue/trainings/read.h"
#include "api/catalogue/trainings/remove.h"
#include "api/catalogue/trainings/update.h"
#include "api/coaching/camera_pairings/create.h"
#include "api/coaching/camera_pairings/read_description.h"
#include "api/coaching/camera_pairings/remove.h"
#include "api/coaching/camera_pairings/write_description.h"
#include "api/coaching/training_sessions/create.h"
#include "api/coaching/training_sessions/leaderboard.h"
#include "api/coaching/training_sessions/list.h"
#include "api/coaching/training_sessions/read.h"
#include "api/coaching/training_sessions/remove.h"
#include "api/community/comments/create.h"
#include "api/community/comments/list.h"
#include "api/community/comments/read.h"
#include "api/community/comments/remove.h"
#include "api/community/comments/update.h"
#include "api/community/feed/feed.h"
#include "api/community/likes/like.h"
#include "api/community/likes/list.h"
#include "api/community/likes/unlike.h"
#include "api/community/reports/create.h"
#include "api/community/reports/list.h"
#include "api/community/reports/resolve.h"
#include "api/community/subscriptions/list.h"
#include "api/community/subscriptions/subscribe.h"
#include "api/community/subscriptions/unsubscribe.h"
#include "api/export/make_export.h"
#include "api/http/context_routes.h"
#include "api/http/openapi/read.h"
#include "api/http/route_list.h"
#include "api/operations/incidents/list.h"
#include "api/operations/incidents/read.h"
#include "api/operations/incidents/receive.h"
#include "api/operations/incidents/report_page_error.h"
#include "api/operations/incidents/resolve.h"
#include "api/operations/keys/list.h"
#include "api/operations/keys/retire.h"
#include "api/operations/keys/rotate.h"
#include "api/operations/users/list.h"
#include "api/operations/users/lock.h"
#include "api/operations/users/read.h"
#include "api/operations/users/unlock.h"

namespace trainingzip::api {
namespace {

// 10 000 characters of text may come as twelve bytes each, as a pair of JSON escapes.
constexpr std::uint64_t training_body = 128 * 1024;
// Twenty texts of 64 KiB, in JSON.
constexpr std::uint64_t incident_body = 3 * 1024 * 1024;
// The picture and what multipart adds to it.
constexpr std::uint64_t picture_body = most_picture_bytes + 64 * 1024;

using AccountsRoutes = ContextRoutes<AccountsContext>;
using CatalogueRoutes = ContextRoutes<CatalogueContext>;
using CommunityRoutes = ContextRoutes<CommunityContext>;
using CoachingRoutes = ContextRoutes<CoachingContext>;
using ExportRoutes = ContextRoutes<ExportContext>;
using OperationsRoutes = ContextRoutes<OperationsContext>;

void add_accounts_routes(AccountsRoutes routes) {
    routes.add_slow("POST", "/auth/signup", "sign-up", sign_up);
    routes.add_slow("POST", "/auth/signin", "sign-in", sign_in);
    routes.add_slow("PUT", "/auth/password", "change-password", change_password);
    routes.add_slow("DELETE", "/auth/account", "delete-account", remove_account);
    routes.add_slow("PUT", "/auth/email", "change-email", change_email);
    routes.add_slow("POST", "/auth/password/reset", "reset-password", reset_password);
    routes.add("POST", "/auth/password/forgotten", "ask-password-reset", ask_password_reset);
    routes.add("POST", "/auth/email/confirmation", "ask-email-confirmation", ask_email_confirmation);
    routes.add("POST", "/auth/email/confirm", "confirm-email", confirm_email);
    routes.add("GET", "/auth/mail", "read-mail-offer", read_mail_offer);
    routes.add("POST", "/auth/refresh", "refresh", refresh);
    routes.add("POST", "/auth/signout", "sign-out", sign_out);
    routes.add("POST", "/auth/signout/all", "sign-out-everywhere", sign_out_all);
    routes.add("GET", "/auth/sessions", "list-sessions", list_own_sessions);
    routes.add("DELETE", "/auth/sessions/{id}", "end-session", remove_session);
    routes.add("GET", "/auth/checkid/{id}", "check-id", check_id);
    routes.add("GET", "/auth/checkNickName/{nick}", "check-nick-name", check_nick_name);
    routes.add("GET", "/.well-known/jwks.json", "key-set", key_set);
    routes.add("GET", "/profile", "read-profile", read_profile);
    routes.add("PUT", "/profile", "update-profile", update_profile);
}

void add_catalogue_routes(CatalogueRoutes routes) {
    routes.add("GET", "/profile/{userId}/image", "read-profile-image", read_profile_image);
    routes.add("POST", "/profile/{userId}/image", "write-profile-image", write_profile_image, picture_body);
    routes.add("GET", "/trainings", "list-trainings", list_trainings);
    routes.add("POST", "/trainings", "create-training", create_training, training_body);
    routes.add("GET", "/trainings/{id}", "read-training", read_training);
    routes.add("PUT", "/trainings/{id}", "update-training", update_training, training_body);
    routes.add("DELETE", "/trainings/{id}", "delete-training", remove_training);
    routes.add("GET", "/trainings/{id}/poses", "read-poses", read_poses);
    routes.add("GET", "/trainings/{id}/media", "read-media", read_media);
    routes.add("GET", "/me/trainings", "list-own-trainings", list_own_trainings);
    routes.add("GET", "/tags", "list-tags", list_tags);
    routes.add("GET", "/thumbnail/{id}", "read-thumbnail", read_thumbnail);
    routes.add("POST", "/thumbnail/{id}", "write-thumbnail", write_thumbnail, picture_body);
    routes.add("GET", "/thumbnail/{id}/suggestions", "list-suggestions", list_suggestions);
    routes.add("GET", "/thumbnail/{id}/suggestions/{number}", "read-suggestion", read_suggestion);
    routes.add("POST", "/thumbnail/{id}/suggestions/{number}", "choose-suggestion", choose_suggestion);
    routes.add("GET", "/me/playlists", "list-own-playlists", list_own_playlists);
    routes.add("POST", "/playlists", "create-playlist", create_playlist);
    routes.add("GET", "/playlists/{id}", "read-playlist", read_playlist);
    routes.add("PUT", "/playlists/{id}", "update-playlist", update_playlist);
    routes.add("DELETE", "/playlists/{id}", "delete-playlist", remove_playlist);
    routes.add_admin("GET", "/admin/trainings/hidden", "list-hidden-trainings", list_hidden_trainings);
    routes.add_admin("POST", "/admin/trainings/{id}/hide", "hide-training", hide_training);
    routes.add_admin("DELETE", "/admin/trainings/{id}/hide", "show-training", show_training);
    routes.add_internal("GET", "/internal/previews/trainings/{id}", preview_training,
                        CatalogueRoutes::usual_body);
    routes.add_internal("GET", "/internal/previews/trainers/{name}", preview_trainer,
                        CatalogueRoutes::usual_body);
    routes.add_internal("GET", "/internal/sitemap", read_sitemap, CatalogueRoutes::usual_body);
    routes.add_internal("GET", "/internal/sitemaps/trainings/{part}", read_training_sitemap,
                        CatalogueRoutes::usual_body);
    routes.add_internal("GET", "/internal/sitemaps/trainers/{part}", read_trainer_sitemap,
                        CatalogueRoutes::usual_body);
}

void add_community_routes(CommunityRoutes routes) {
    routes.add("GET", "/me/feed", "read-feed", read_feed);
    routes.add("POST", "/trainings/{id}/like", "like", like_training);
    routes.add("DELETE", "/trainings/{id}/like", "unlike", unlike_training);
    routes.add("GET", "/training/likes", "list-likes", list_likes);
    routes.add("GET", "/trainings/{id}/comments", "list-comments", list_comments);
    routes.add("POST", "/comments/{id}", "create-comment", create_comment);
    routes.add("GET", "/comments/{id}", "read-comment", read_comment);
    routes.add("PUT", "/comments/{id}", "update-comment", update_comment);
    routes.add("DELETE", "/comments/{id}", "delete-comment", remove_comment);
    routes.add("POST", "/trainer/{userId}", "subscribe", subscribe);
    routes.add("DELETE", "/trainer/{userId}", "unsubscribe", unsubscribe);
    routes.add("GET", "/subscribes", "list-subscriptions", list_subscriptions);
    routes.add("POST", "/reports", "create-report", create_report);
    routes.add_admin("GET", "/admin/reports", "list-reports", list_reports);
    routes.add_admin("POST", "/admin/reports/{id}/resolve", "resolve-report", resolve_report);
}

void add_coaching_routes(CoachingRoutes routes) {
    routes.add("POST", "/me/sessions", "create-training-session", create_training_session, training_body);
    routes.add("GET", "/me/sessions", "list-training-sessions", list_training_sessions);
    routes.add("GET", "/me/sessions/{id}", "read-training-session", read_training_session);
    routes.add("DELETE", "/me/sessions/{id}", "delete-training-session", remove_training_session);
    routes.add("GET", "/trainings/{id}/leaderboard", "read-leaderboard", read_leaderboard);
    routes.add("POST", "/camera-pairings", "create-camera-pairing", create_camera_pairing);
    routes.add("DELETE", "/camera-pairings/{id}", "delete-camera-pairing", remove_camera_pairing);
    routes.add("POST", "/camera-pairings/{id}/description", "write-camera-description",
               write_camera_description);
    routes.add("GET", "/camera-pairings/{id}/description", "read-camera-description",
               read_camera_description);
}

void add_operations_routes(OperationsRoutes routes) {
    routes.add_admin("GET", "/admin/users", "list-users", list_users);
    routes.add_admin("GET", "/admin/users/{userId}", "read-user", read_user);
    routes.add_admin("POST", "/admin/users/{userId}/lock", "lock-user", lock_user);
    routes.add_admin("POST", "/admin/users/{userId}/unlock", "unlock-user", unlock_user);
    routes.add_admin("GET", "/admin/keys", "list-keys", list_keys);
    routes.add_admin("POST", "/admin/keys/rotate", "rotate-keys", rotate_keys);
    routes.add_admin("DELETE", "/admin/keys/{keyId}", "retire-key", retire_key);
    routes.add("POST", "/incidents", "report-page-error", report_page_error);
    routes.add_admin("GET", "/admin/incidents", "list-incidents", list_incidents);
    routes.add_admin("GET", "/admin/incidents/{id}", "read-incident", read_incident);
    routes.add_admin("POST", "/admin/incidents/{id}/resolve", "resolve-incident", resolve_incident);
    routes.add_internal("POST", "/internal/incidents", receive_incident, incident_body);
}

}  // namespace

web::Router make_routes(const ApiState& state) {
    RouteList routes({state.verifier, [&accounts = state.accounts](const auth::Principal& told) {
                          return require_active(accounts, told);
                      }});
    add_accounts_routes({routes, state.accounts});
    add_catalogue_routes({routes, state.catalogue});
    add_community_routes({routes, state.community});
    add_coaching_routes({routes, state.coaching});
    ExportRoutes(routes, state.exporting).add("POST", "/me/export", "make-export", make_export);
    add_operations_routes({routes, state.operations});
    routes.add_public({"GET", "/openapi.json", "openapi-document"}, read_openapi);
    return routes.finish();
}

}  // namespace trainingzip::api
