#include "jobs/write_line.h"

#include <boost/json/serialize.hpp>
#include <cstdio>

namespace trainingzip::jobs {

void write_line(const boost::json::object& object) {
    const std::string line = boost::json::serialize(object) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
}

void write_failure(ErrorCode code, const std::string& detail) {
    write_line({{"type", "failed"}, {"error", describe(code).digits}, {"detail", detail}});
}

void write_failure(const std::exception& error) {
    const auto* const failure = dynamic_cast<const Failure*>(&error);
    write_failure(failure != nullptr ? failure->code() : ErrorCode::processing_failed, error.what());
}

}  // namespace trainingzip::jobs
