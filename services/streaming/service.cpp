#include "streaming/service.h"

#include <filesystem>
#include <utility>

#include "auth/media_cookie.h"
#include "auth/token_verifier.h"
#include "base/clock.h"
#include "base/error.h"
#include "storage/video_storage.h"
#include "streaming/partial.h"
#include "streaming/stored_file.h"
#include "web/cookie.h"

namespace trainingzip::streaming {

namespace {

// Access by ticket can be revoked, so browsers must revalidate each time.
constexpr const char* cache_control_restricted = "private, no-cache";

struct StreamingState {
    StreamingState(const std::filesystem::path& root, std::filesystem::path jwks,
                   const metrics::Metrics& metrics)
        : storage(root, metrics), verifier(std::move(jwks), clock) {}

    const storage::VideoStorage storage;
    const SystemClock clock;
    const auth::TokenVerifier verifier;
};

/// Looks for the ticket in the URL, then in the cookie, which may be newer. Throws
/// Failure(training_not_found) without a valid one, as for a training that does not exist.
void require_ticket(const StreamingState& state, const web::Request& request, std::int64_t training,
                    const std::string& mark) {
    const auto refusal = [&](std::string_view ticket) -> std::string {
        try {
            if (mark.empty()) throw Failure(ErrorCode::token_wrong_kind, "no mark");
            state.verifier.verify_media_ticket(ticket, training, mark);
            return {};
        } catch (const Failure& failure) {
            if (failure.code() == ErrorCode::unavailable) throw;
            return failure.what();
        }
    };
    const std::string url_refusal = refusal(request.query_parameter("ticket").value_or(""));
    if (url_refusal.empty()) return;
    const auto cookie = web::find_cookie(request, auth::media_cookie_name);
    if (!cookie || !refusal(*cookie).empty()) throw Failure(ErrorCode::training_not_found, url_refusal);
}

web::Handler serve(std::shared_ptr<const StreamingState> state, FileKind kind,
                   std::string cache_control_public) {
    return [state = std::move(state), kind,
            cache_control_public = std::move(cache_control_public)](const web::Request& request) {
        const std::int64_t training = request.path_id("id", ErrorCode::training_not_found);
        const auto mark = state->storage.access_mark(training);
        if (mark) require_ticket(*state, request, training, *mark);
        return respond(request, find_published(state->storage, training, kind),
                       mark ? cache_control_restricted : cache_control_public);
    };
}

}  // namespace

web::Service build_service(ConfigSection& section, web::ServerLimits&, const Logger&,
                           const metrics::Metrics& metrics) {
    const std::filesystem::path root = section.path("storage_root");
    const auto cache = std::chrono::duration_cast<std::chrono::seconds>(section.seconds("cache_seconds"));
    const auto state = std::make_shared<const StreamingState>(root, section.path("jwks"), metrics);
    web::Service service;
    service.hooks.cross_origin = web::CrossOriginRules::load(section);
    section.finish();

    // A training may be deleted or restricted, so shared caches revalidate each time (s-maxage). The gateway
    // overrides that for a few seconds.
    const std::string cache_control =
        "public, max-age=" + std::to_string(cache.count()) + ", s-maxage=0, must-revalidate";
    service.router.add("GET", "/training/{id}/video", serve(state, FileKind::video, cache_control));
    service.router.add("GET", "/training/{id}/shape", serve(state, FileKind::shape, cache_control));
    service.ready = [root] {
        std::error_code error;
        return std::filesystem::is_directory(root, error) ? std::string()
                                                          : "the storage folder cannot be read";
    };
    return service;
}

}  // namespace trainingzip::streaming
