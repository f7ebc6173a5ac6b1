#include "api/operations/incidents/incident_answer.h"

#include "api/http/hal.h"
#include "auth/user_id.h"
#include "base/clock.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

boost::json::value time_or_null(std::int64_t milliseconds) {
    if (milliseconds < 0) return nullptr;
    return boost::json::value(to_iso8601(from_unix_milliseconds(milliseconds)));
}

}  // namespace

StoredIncident require_incident(IncidentStore& store, const web::Request& request) {
    const std::int64_t id = request.path_id("id", ErrorCode::route_not_found);
    auto incident = store.find(id);
    if (!incident) throw Failure(ErrorCode::route_not_found, "incident " + std::to_string(id));
    return *std::move(incident);
}

boost::json::object incident_summary(const web::Request& request, const StoredIncident& incident) {
    const std::string path = "/admin/incidents/" + std::to_string(incident.id);
    boost::json::object links = make_links(request, {{"self", path}});
    if (incident.resolved_at < 0)
        links = make_links(request, {{"self", path}, {"resolve", path + "/resolve"}});
    const incident::Incident& report = incident.report;
    return {{"incidentId", incident.id},
            {"reportId", report.id},
            {"server", report.server},
            {"kind", report.kind},
            {"type", report.type},
            {"message", report.message},
            {"count", incident.occurrences},
            {"firstDate", time_or_null(incident.first_at)},
            {"lastDate", time_or_null(incident.last_at)},
            {"resolvedDate", time_or_null(incident.resolved_at)},
            {"slack", incident.slack_state},
            {"_links", std::move(links)}};
}

boost::json::object incident_answer(const web::Request& request, const StoredIncident& incident) {
    boost::json::object answer = incident_summary(request, incident);
    const incident::Incident& report = incident.report;
    answer["fingerprint"] = report.fingerprint;
    answer["place"] = report.place;
    answer["stackTrace"] = report.stack_trace;
    answer["host"] = report.host;
    answer["system"] = report.system;
    answer["resolvedBy"] = incident.resolved_by < 0
                               ? boost::json::value(nullptr)
                               : boost::json::value(auth::user_id_text(incident.resolved_by));
    answer["request"] = boost::json::object{{"requestId", report.request.request_id},
                                            {"method", report.request.method},
                                            {"url", report.request.url},
                                            {"parameters", report.request.parameters},
                                            {"headers", report.request.headers},
                                            {"body", report.request.body},
                                            {"user", report.request.user},
                                            {"clientAddress", report.request.client_address},
                                            {"userAgent", report.request.user_agent}};
    return answer;
}

}  // namespace trainingzip::api
