#include "web/response.h"

#include <fcntl.h>
#include <unistd.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <cstring>

#include "base/clock.h"
#include "web/field_problem_text.h"

namespace trainingzip::web {
namespace {

namespace json = boost::json;

/// The field by its name, as a form knows it, and what is wrong with its value.
json::array problems_for_people(const std::vector<FieldProblem>& problems, Language language) {
    json::array list;
    for (const FieldProblem& problem : problems) {
        const std::string_view field = problem.field;
        list.push_back(json::object{{"field", field.substr(field.starts_with('/') ? 1 : 0)},
                                    {"message", field_problem_text(problem, language)}});
    }
    return list;
}

}  // namespace

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

Response Response::json(const json::value& value, int status) {
    return text(json::serialize(value), "application/json", status);
}

Response Response::hal(const json::value& value, int status) {
    return text(json::serialize(value), "application/hal+json", status);
}

Response error_response(const Failure& failure, const Request& request) {
    const ErrorDescription& description = describe(failure.code());
    json::object body{
        {"timestamp", to_iso8601(SystemClock().now())},
        {"status", description.http_status},
        {"error", description.digits},
        {"message", description.sentence(request.language())},
        {"requestId", request.request_id},
    };
    if (failure.code() == ErrorCode::body_fields_invalid) {
        body["problems"] = problems_for_people(failure.fields(), request.language());
    } else if (!failure.fields().empty()) {
        json::array fields;
        for (const FieldProblem& problem : failure.fields())
            fields.push_back(json::object{{"field", problem.field}, {"problem", problem.problem}});
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
