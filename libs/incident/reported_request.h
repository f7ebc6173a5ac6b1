#pragma once

#include "incident/crash.h"
#include "incident/incident.h"
#include "incident/request_secrets.h"
#include "web/request.h"

namespace trainingzip::incident {

/// What of the request is secret by its name.
RequestSecrets secrets_of(const web::Request& request);

/// The request as it may be reported. `user` is who was found to ask, or, where no handler has looked yet,
/// whom the access token names.
RequestDetails reported_request(const web::Request& request, const RequestSecrets& secrets);

/// The request as the black box keeps it. On the way of every request, so headers are searched for the
/// secrets of this request alone; what looks like a secret is masked by whoever reads the box.
class RequestNotes {
  public:
    explicit RequestNotes(const web::Request& request);
    RequestNotes(const RequestNotes&) = delete;
    RequestNotes& operator=(const RequestNotes&) = delete;

    /// Valid as long as the notes and the request.
    const ActivityText& text() const { return text_; }

  private:
    std::string target_;
    std::string headers_;
    std::string user_agent_;
    std::string user_;
    std::string body_;
    ActivityText text_;
};

}  // namespace trainingzip::incident
