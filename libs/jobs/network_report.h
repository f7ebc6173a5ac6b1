#pragma once

#include <string>
#include <string_view>

#include "networks/network_set.h"

namespace trainingzip::jobs {

/// What a server that takes orders says of its networks, as GET /networks gives it:
///
///     {"networks":"stand-in","missing":["/models/rtmdet_nano/rtmdet-nano.onnx"]}
///
/// `networks` is null while it waits for models.
std::string network_report(const vision::NetworkState& state);

/// Throws Failure(processing_failed) for what is not such a report.
vision::NetworkState read_network_report(std::string_view text);

}  // namespace trainingzip::jobs
