#include "api/operations/keys/key_answer.h"

#include <boost/json/array.hpp>

#include "api/http/hal.h"

namespace trainingzip::api {

web::Response key_list_answer(const OperationsContext& context, const web::Request& request) {
    boost::json::array items;
    std::string_view state = "previous";
    for (const auth::SigningKeyState& key : context.signing_keys.states()) {
        if (key.signs_now) state = "current";
        const bool is_last = key.signs_until == UtcTime::max();
        items.push_back({{"keyId", key.id},
                         {"state", state},
                         {"signsFrom", to_iso8601(key.signs_from)},
                         {"signsUntil", is_last ? boost::json::value(nullptr)
                                                : boost::json::value(to_iso8601(key.signs_until))},
                         {"_links", make_links(request, {{"retire", "/admin/keys/" + key.id}})}});
        if (key.signs_now) state = "next";
    }
    return web::Response::hal(boost::json::object{
        {"_embedded", boost::json::object{{"keyList", std::move(items)}}},
        {"_links", make_links(request, {{"self", "/admin/keys"}, {"rotate", "/admin/keys/rotate"}})}});
}

}  // namespace trainingzip::api
