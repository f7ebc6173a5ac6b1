#pragma once

#include <cstdint>
#include <string>

namespace trainingzip::web {

/// The state that a server on this machine reports.
struct ProbeResult {
    bool passed = false;
    std::string text;  ///< One line: its response, or why there was none.
};

/// Asks GET `path` (/readyz or /healthz) of the server that listens on this address, which may be that of all
/// interfaces. Waits five seconds at most.
ProbeResult probe(const std::string& address, std::uint16_t port, const std::string& path);

}  // namespace trainingzip::web
