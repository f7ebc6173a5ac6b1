#include <boost/json/serialize.hpp>
#include <cstdint>
#include <string>

#include "jobs/possible_trainers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace trainingzip::jobs;
    const PossibleTrainers people =
        possible_trainers_from_text(std::string(reinterpret_cast<const char*>(data), size));
    if (possible_trainers_from_text(boost::json::serialize(to_json(people))) != people) __builtin_trap();
    return 0;
}
