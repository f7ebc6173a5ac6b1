#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>

#include "web/request.h"

namespace trainingzip::web {

/// An open file descriptor, closed with its last owner.
class OpenFile {
  public:
    /// Throws Failure(file_not_found) when it cannot be opened for reading.
    explicit OpenFile(const std::filesystem::path& path);
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
};

/// Part of a file as a body. It is read in pieces while it is sent, so memory per connection is bounded.
struct FileBody {
    std::shared_ptr<OpenFile> file;
    std::uint64_t offset = 0;  ///< Bytes from the start of the file.
    std::uint64_t length = 0;  ///< Bytes; offset + length must not exceed the size.
};

/// Parts of a file and text between them, in order, for multipart/byteranges.
using PartsBody = std::vector<std::variant<std::string, FileBody>>;

/// The response of a handler. Content-Length, Date, X-Request-Id and the security headers are added by the
/// server. For HEAD the server sends the headers alone, with the Content-Length that GET would have.
struct Response {
    int status = 200;
    Headers headers;
    std::variant<std::string, FileBody, PartsBody> body;

    static Response empty(int status = 200);
    static Response text(std::string body, std::string content_type = "text/plain; charset=utf-8",
                         int status = 200);
    /// application/json
    static Response json(const boost::json::value& value, int status = 200);
    /// application/hal+json
    static Response hal(const boost::json::value& value, int status = 200);
};

/// The error body of the contract, with requestId, in the request's language. A body of another shape than
/// the contract's is told for programs, "fields":[{"field":"/title","problem":"required"}]; values that are
/// not acceptable are told for people, "problems":[{"field":"title","message":"It needs ..."}]. Retry-After
/// where the failure has one.
Response error_response(const Failure& failure, const Request& request);

}  // namespace trainingzip::web
