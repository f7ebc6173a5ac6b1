#include "jobs/progress_output.h"

#include <boost/json/serialize.hpp>
#include <cstdio>

#include "jobs/progress_message.h"

namespace trainingzip::jobs {

void write_message(const boost::json::object& object) {
    const std::string line = boost::json::serialize(object) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
}

void write_failure(ErrorCode code, const std::string& detail) {
    write_message(failure_message(code, detail));
}

void write_failure(const std::exception& error) {
    const auto* const failure = dynamic_cast<const Failure*>(&error);
    write_failure(failure != nullptr ? failure->code() : ErrorCode::processing_failed, error.what());
}

}  // namespace trainingzip::jobs
