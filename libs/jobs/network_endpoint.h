#pragma once

#include <functional>

#include "networks/network_set.h"
#include "web/server.h"

namespace trainingzip::jobs {

/// Adds GET /networks, for servers on this machine: see network_report(). `state` is asked each time.
void add_network_endpoint(web::Router& router, std::function<vision::NetworkState()> state);

}  // namespace trainingzip::jobs
