#include "jobs/network_report.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/error.h"

namespace trainingzip::jobs {

namespace json = boost::json;

namespace {

[[noreturn]] void refuse(const char* why) {
    throw Failure(ErrorCode::processing_failed, std::string("report of networks: ") + why);
}

}  // namespace

std::string network_report(const vision::NetworkState& state) {
    json::array missing;
    for (const auto& file : state.missing) missing.emplace_back(file.string());
    return json::serialize(
        json::object{{"networks", state.loaded ? json::value(vision::name_of(*state.loaded)) : json::value()},
                     {"missing", std::move(missing)}});
}

vision::NetworkState read_network_report(std::string_view text) {
    boost::system::error_code error;
    const json::value document = json::parse(text, error);
    if (error || !document.is_object()) refuse("not a JSON object");
    const json::object& object = document.get_object();
    vision::NetworkState state;
    const json::value* networks = object.if_contains("networks");
    if (networks == nullptr) refuse("no networks");
    if (!networks->is_null()) {
        if (!networks->is_string()) refuse("networks is not a text");
        state.loaded = vision::network_set_of(networks->get_string());
        if (!state.loaded) refuse("networks of a name that is not known");
    }
    const json::value* missing = object.if_contains("missing");
    if (missing == nullptr || !missing->is_array()) refuse("no list of what is missing");
    for (const json::value& file : missing->get_array()) {
        if (!file.is_string()) refuse("a missing file is not a text");
        state.missing.emplace_back(std::string(file.get_string()));
    }
    return state;
}

}  // namespace trainingzip::jobs
