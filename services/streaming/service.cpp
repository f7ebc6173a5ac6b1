#include "streaming/service.h"

#include <filesystem>

#include "storage/video_storage.h"
#include "streaming/partial.h"
#include "streaming/stored_file.h"

namespace trainingzip::streaming {

namespace {

web::Handler serve(storage::VideoStorage storage, FileKind kind, std::string cache_control) {
    return [=](const web::Request& request) {
        const std::int64_t training = request.path_id("id", ErrorCode::training_not_found);
        return respond(request, find_published(storage, training, kind), cache_control);
    };
}

}  // namespace

web::Service build_service(ConfigSection& section, web::ServerLimits&, const Logger&,
                           const metrics::Metrics& metrics) {
    const std::filesystem::path root = section.path("storage_root");
    const auto cache = std::chrono::duration_cast<std::chrono::seconds>(section.seconds("cache_seconds"));
    section.finish();

    const storage::VideoStorage storage(root, metrics);
    // Private: a training may be deleted, and then no cache but the viewer's own should still hold it.
    const std::string cache_control =
        "private, max-age=" + std::to_string(cache.count()) + ", must-revalidate";
    web::Service service;
    service.router.add("GET", "/training/{id}/video", serve(storage, FileKind::video, cache_control));
    service.router.add("GET", "/training/{id}/shape", serve(storage, FileKind::shape, cache_control));
    service.ready = [root] {
        std::error_code error;
        return std::filesystem::is_directory(root, error) ? std::string()
                                                          : "the storage folder cannot be read";
    };
    return service;
}

}  // namespace trainingzip::streaming
