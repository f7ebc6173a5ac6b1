#include "upload/notices.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>

#include "base/error.h"

namespace trainingzip::upload {

namespace {

[[noreturn]] void refuse() {
    throw Failure(ErrorCode::processing_failed, "notices of a worker");
}

media::Notice read_notice(const boost::json::value& value) {
    const boost::json::object* object = value.if_object();
    if (object == nullptr) refuse();
    const boost::json::value* name = object->if_contains("kind");
    const boost::json::value* seconds = object->if_contains("seconds");
    if (name == nullptr || !name->is_string() || seconds == nullptr || !seconds->is_number()) refuse();
    const auto kind = media::find_notice_kind(std::string_view(name->get_string()));
    const auto number = seconds->to_number<double>();
    if (!kind || !std::isfinite(number) || number < 0) refuse();
    return {*kind, number};
}

}  // namespace

Notices read_notices(const boost::json::value& array) {
    const boost::json::array* values = array.if_array();
    constexpr std::size_t most = 16;
    if (values == nullptr || values->size() > most) refuse();
    Notices notices;
    for (const boost::json::value& value : *values) notices.push_back(read_notice(value));
    return notices;
}

Notices notices_of(const jobs::ProgressMessage& message) {
    const boost::json::value* notices = message.find("notices");
    return notices != nullptr ? read_notices(*notices) : Notices{};
}

Notices with_trainer_notices(Notices known, const Notices& told) {
    std::erase_if(known,
                  [](const media::Notice& notice) { return notice.kind == media::NoticeKind::trainer_away; });
    known.insert(known.end(), told.begin(), told.end());
    return known;
}

std::string notices_to_text(const Notices& notices) {
    boost::json::array array;
    for (const media::Notice& notice : notices) {
        array.push_back(
            boost::json::object{{"kind", media::name_of(notice.kind)}, {"seconds", notice.seconds}});
    }
    return boost::json::serialize(array);
}

Notices notices_from_text(const std::string& text) {
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(text, error);
    if (error) return {};
    try {
        return read_notices(value);
    } catch (const Failure&) {
        return {};
    }
}

}  // namespace trainingzip::upload
