#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace trainingzip::incident {

/// The request that was being answered, already redacted. Empty texts where there was none (a job).
struct RequestDetails {
    std::string request_id;
    std::string method;
    std::string url;         ///< Path without the query.
    std::string parameters;  ///< The query; of a job, what it was given.
    std::string headers;     ///< One "Name: value" a line.
    std::string body;
    std::string user;  ///< User id as decimal text, empty for anonymous requests.
    std::string client_address;
    std::string user_agent;  ///< The header, redacted.
};

/// Fills url and parameters from a target that is already redacted.
void set_target(RequestDetails& details, const std::string& target);

/// One fault of ours, ready to be stored and sent. Contains no secrets.
struct Incident {
    std::string id;           ///< 32 hexadecimal digits.
    std::string fingerprint;  ///< The same for the same fault: kind, type and top frames.
    std::string server;       ///< Of the section, "gateway" or "page".
    std::string kind;         ///< "exception", "crash" or "page".
    std::string type;         ///< Type of the exception, name of the signal or of the page's error.
    std::string message;      ///< The message, redacted.
    std::string stack_trace;  ///< Text, innermost call first.
    std::string place;        ///< "request" or the name of the background job.
    RequestDetails request;
    UtcTime time;             ///< Of the first occurrence that this represents.
    std::uint64_t count = 1;  ///< Number of occurrences that this represents.
    std::string host;         ///< Name of the machine.
    std::string system;       ///< Name and version of its operating system.
};

/// One JSON object, for the spool and for delivery to the API server. Control characters and bytes that are
/// not UTF-8 are dropped; texts are truncated to 64 KiB.
std::string to_json(const Incident& incident);

/// Throws Failure(body_invalid) for anything that to_json() does not produce: missing or unknown fields,
/// other types, texts beyond 64 KiB.
Incident parse_incident(std::string_view json);

/// "host" and "system" of this machine.
std::string host_name();
std::string system_name();

}  // namespace trainingzip::incident
