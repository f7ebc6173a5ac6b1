#include "web/response.h"

#include <fcntl.h>
#include <unistd.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <cstring>

#include "base/clock.h"

namespace trainingzip::web {

OpenFile::OpenFile(const std::filesystem::path& path)
    : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {
    if (descriptor_ < 0)
        throw Failure(ErrorCode::file_not_found, path.string() + ": " + std::strerror(errno));
}

OpenFile::~OpenFile() {
    ::close(descriptor_);
}

Response Response::empty(int status) {
    Response response;
    response.status = status;
    return response;
}

Response Response::text(std::string body, std::string content_type, int status) {
    Response response;
    response.status = status;
    response.headers.add("Content-Type", std::move(content_type));
    response.body = std::move(body);
    return response;
}

Response Response::json(const boost::json::value& value, int status) {
    return text(boost::json::serialize(value), "application/json", status);
}

Response Response::hal(const boost::json::value& value, int status) {
    return text(boost::json::serialize(value), "application/hal+json", status);
}

Response error_response(const Failure& failure, const Request& request) {
    const ErrorDescription& description = describe(failure.code());
    boost::json::object body{
        {"timestamp", to_iso8601(SystemClock().now())},
        {"status", description.http_status},
        {"error", description.digits},
        {"message", description.sentence(request.language())},
        {"requestId", request.request_id},
    };
    if (!failure.fields().empty()) {
        boost::json::array fields;
        for (const auto& [field, problem] : failure.fields())
            fields.push_back(boost::json::object{{"field", field}, {"problem", problem}});
        body["fields"] = std::move(fields);
    }
    Response response = Response::json(body, description.http_status);
    // RFC 9110, 15.5.2: a 401 names the scheme that would help.
    if (description.http_status == 401) response.headers.add("WWW-Authenticate", "Bearer");
    if (failure.retry_after_seconds() > 0)
        response.headers.add("Retry-After", std::to_string(failure.retry_after_seconds()));
    return response;
}

}  // namespace trainingzip::web
