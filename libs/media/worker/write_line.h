#pragma once

#include <boost/json/object.hpp>

namespace trainingzip::media {

/// Writes the object as one line to standard output, for who started this program.
void write_line(const boost::json::object& object);

}  // namespace trainingzip::media
