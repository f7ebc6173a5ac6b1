#pragma once

#include <string_view>

#include "web/request.h"

namespace trainingzip::web {

/// The trace id of a traceparent field (W3C Trace Context, 3.2): 32 hexadecimal digits. Empty when the field
/// is not one.
std::string_view trace_id_of(std::string_view traceparent);

/// Sets what another server of ours needs to go on under the same id: X-Request-Id, and traceparent with a
/// new parent id where the request id can be a trace id.
void set_trace(Headers& headers, std::string_view request_id);

}  // namespace trainingzip::web
