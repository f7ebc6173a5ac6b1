// Any body as a finished session: numbers in their bounds and lists that are JSON, or a Failure that blames
// the body.

#include <boost/json/parse.hpp>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "api/coaching/training_sessions/session_fields.h"
#include "base/error.h"

namespace {

constexpr std::int64_t now = 1'800'000'000'000;

void check(bool good) {
    if (!good) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace trainingzip;
    web::Request request;
    request.headers.add("Content-Type", "application/json");
    request.body.assign(reinterpret_cast<const char*>(data), size);
    try {
        const auto session = api::TrainingSessionFields::read(request, now);
        check(session.training_id > 0);
        check(session.started_at > 0 && session.started_at < now + 3'600'000);
        check(std::isfinite(session.score) && session.score >= 0 && session.score <= 100);
        check(std::isfinite(session.duration_seconds) && session.duration_seconds >= 0);
        check(!session.lag_seconds || std::isfinite(*session.lag_seconds));
        check(boost::json::parse(session.series).is_array());
        check(boost::json::parse(session.limbs).is_array());
    } catch (const Failure& failure) {
        check(failure.code() == ErrorCode::body_invalid || failure.code() == ErrorCode::body_fields_invalid);
    }
    return 0;
}
