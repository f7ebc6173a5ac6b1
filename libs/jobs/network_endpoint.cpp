#include "jobs/network_endpoint.h"

#include <utility>

#include "jobs/network_report.h"

namespace trainingzip::jobs {

void add_network_endpoint(web::Router& router, std::function<vision::NetworkState()> state) {
    router.add("GET", "/networks", [state = std::move(state)](const web::Request&) {
        web::Response response;
        response.body = network_report(state());
        response.headers.set("Content-Type", "application/json");
        response.headers.set("Cache-Control", "no-store");
        return response;
    });
}

}  // namespace trainingzip::jobs
