#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "incident/service_incidents.h"

namespace {

using namespace trainingzip;

web::Request request_with(std::string method, std::string target, std::string body) {
    web::Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.body = std::move(body);
    request.request_id = "0123456789abcdef0123456789abcdef";
    request.client_address = "127.0.0.1";
    for (const auto& [name, value] : {std::pair<const char*, std::string>{"Host", "localhost:8443"},
                                      {"User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0.0.0"},
                                      {"Accept", "application/json"},
                                      {"Accept-Language", "ko-KR,ko;q=0.9,en;q=0.8"},
                                      {"Accept-Encoding", "gzip, deflate, br"},
                                      {"Authorization", "Bearer " + std::string(300, 'a')},
                                      {"Content-Type", "application/json"},
                                      {"X-Forwarded-Host", "localhost:8443"},
                                      {"X-Forwarded-Proto", "https"},
                                      {"X-Forwarded-Prefix", "/api"}})
        request.headers.add(name, value);
    return request;
}

double nanoseconds(const web::Service& service, const web::Request& request) {
    constexpr int requests = 20'000;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < requests; ++i) {
        std::shared_ptr<void> held;
        if (service.hooks.around_request) held = service.hooks.around_request(request);
    }
    const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - begin;
    return time.count() / requests;
}

}  // namespace

// Prints what it costs each request that nothing goes wrong with: noting it for a crash that may come.
int main() {
    std::string pattern = (std::filesystem::temp_directory_path() / "watch-cost-XXXXXX").string();
    const std::filesystem::path folder = ::mkdtemp(pattern.data());
    {
        const auto incidents = std::make_shared<incident::ServiceIncidents>(
            incident::IncidentSettings{"benchmark", folder, false, ""}, [](const incident::Incident&) {},
            Logger("benchmark", LogLevel::error));
        web::Service bare;
        web::Service watched;
        incidents->watch(watched);
        const std::string body =
            R"({"title":"Squats","body":")" + std::string(300, 'b') + R"(","password":"abcdef"})";
        for (const auto& [name, request] :
             {std::pair{"GET without a query", request_with("GET", "/trainings/7", "")},
              std::pair{"GET with a query", request_with("GET", "/trainings?search=legs&page=1", "")},
              std::pair{"POST with a body of 350 bytes", request_with("POST", "/trainings", body)}}) {
            const double without = nanoseconds(bare, request);
            const double with = nanoseconds(watched, request);
            std::printf("%-30s %8.0f ns watched, %4.0f ns not watched\n", name, with, without);
        }
    }
    std::filesystem::remove_all(folder);
    return 0;
}
