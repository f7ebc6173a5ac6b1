#include "streaming/service.h"

#include <filesystem>

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

// What needs a ticket may be taken back, so that a browser asks again each time.
constexpr const char* cache_of_closed = "private, no-cache";

struct StreamingState {
    StreamingState(const std::filesystem::path& root, std::filesystem::path jwks,
                   const metrics::Metrics& metrics)
        : storage(root, metrics), verifier(std::move(jwks), clock) {}

    const storage::VideoStorage storage;
    const SystemClock clock;
    const auth::TokenVerifier verifier;
};

/// The ticket is in the link, or in a cookie that was renewed since. Without a good one, what needs one is as
/// absent as a training that does not exist.
void require_ticket(const StreamingState& state, const web::Request& request, std::int64_t training,
                    const std::string& mark) {
    const auto why_not = [&](std::string_view ticket) -> std::string {
        try {
            if (mark.empty()) throw Failure(ErrorCode::token_wrong_kind, "no mark");
            state.verifier.verify_media_ticket(ticket, training, mark);
            return {};
        } catch (const Failure& failure) {
            if (failure.code() == ErrorCode::unavailable) throw;
            return failure.what();
        }
    };
    const std::string of_link = why_not(request.query_parameter("ticket").value_or(""));
    if (of_link.empty()) return;
    const auto cookie = web::find_cookie(request, auth::media_cookie_name);
    if (!cookie || !why_not(*cookie).empty()) throw Failure(ErrorCode::training_not_found, of_link);
}

web::Handler serve(std::shared_ptr<const StreamingState> state, FileKind kind, std::string cache_of_open) {
    return [=](const web::Request& request) {
        const std::int64_t training = request.path_id("id", ErrorCode::training_not_found);
        const auto mark = state->storage.access_mark(training);
        if (mark) require_ticket(*state, request, training, *mark);
        return respond(request, find_published(state->storage, training, kind),
                       mark ? cache_of_closed : cache_of_open);
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

    // A training may be deleted or closed, so caches that others share ask each time (s-maxage). The gateway
    // is one of us and waits some seconds.
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
