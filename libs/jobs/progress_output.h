#pragma once

#include <boost/json/object.hpp>
#include <exception>
#include <string>

#include "base/error.h"

namespace trainingzip::jobs {

/// Writes the object as one line to standard output, where whoever started this program reads it as a
/// ProgressMessage.
void write_message(const boost::json::object& object);

/// The last message of a program that failed. The detail is for the log.
void write_failure(ErrorCode code, const std::string& detail);
/// With the code of a Failure, and processing_failed for every other exception.
void write_failure(const std::exception& error);

}  // namespace trainingzip::jobs
