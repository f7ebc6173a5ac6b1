#pragma once

#include <cstdint>
#include <string>

namespace trainingzip::web {

/// What a server that runs on this machine says of itself.
struct ProbeResult {
    bool passed = false;
    std::string text;  ///< One line: what it answered, or why nothing came.
};

/// Asks GET `path` (/readyz or /healthz) of the server that listens on this address, which may be that of all
/// interfaces. Waits five seconds at most.
ProbeResult probe(const std::string& address, std::uint16_t port, const std::string& path);

}  // namespace trainingzip::web
