#pragma once

#include <filesystem>
#include <string>

#include "web/request.h"
#include "web/server.h"

namespace trainingzip::auth {

/// The shared secret by which our servers authenticate to each other.
class ServiceToken {
  public:
    /// Reads the file, or makes it with 256 random bits where it does not exist (mode 0600).
    /// Throws ConfigError for a secret of fewer than 32 characters, std::system_error for a file fault.
    static ServiceToken load_or_make(const std::filesystem::path& path);

    /// Value of the Authorization header of a call to another server: "Bearer ...".
    std::string authorization() const { return "Bearer " + secret_; }

    /// Throws Failure(service_token_invalid) unless the request carries the token. Takes the same time for
    /// every wrong token of the right length.
    void require(const web::Request& request) const;

  private:
    explicit ServiceToken(std::string secret) : secret_(std::move(secret)) {}

    std::string secret_;
};

/// Handlers that answer 401 before the body is read or work begins.
web::Handler require_service(const ServiceToken& token, web::Handler handler);
web::WriterHandler require_service(const ServiceToken& token, web::WriterHandler handler);

}  // namespace trainingzip::auth
