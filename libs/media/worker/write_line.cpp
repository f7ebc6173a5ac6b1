#include "media/worker/write_line.h"

#include <boost/json/serialize.hpp>
#include <cstdio>
#include <string>

namespace trainingzip::media {

void write_line(const boost::json::object& object) {
    const std::string line = boost::json::serialize(object) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
}

}  // namespace trainingzip::media
