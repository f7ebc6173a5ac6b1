#pragma once

#include "incident/crash_record.h"
#include "incident/incident.h"
#include "incident/request_secrets.h"
#include "web/request.h"

namespace trainingzip::incident {

/// What of the request is secret by its name.
RequestSecrets secrets_of(const web::Request& request);

/// The request as it may be reported. `user` is the authenticated user or, if no handler has verified the
/// token yet, the user that the token names.
RequestDetails reported_request(const web::Request& request, const RequestSecrets& secrets);

/// The request as stored in the crash record. This runs for every request, so headers are searched only for
/// the known secrets of this request; the reader of the record masks what merely looks like a secret.
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
