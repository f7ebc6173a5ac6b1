#include "api/operations/incidents/report_page_error.h"

#include <array>

#include "base/ids.h"
#include "incident/redaction.h"
#include "incident/reported_request.h"
#include "incident/reporter.h"
#include "web/json_body.h"

namespace trainingzip::api {

web::Response report_page_error(const OperationsContext& context, const web::Request& request) {
    const web::JsonBody body(request, {"type", "message", "stack", "page"});
    const auto [type, message, stack, page] = web::read_fields(body, [](web::BodyFields& fields) {
        return std::array{fields.text("type", 1, 100), fields.text("message", 0, 1000),
                          fields.text("stack", 0, 8000), fields.text("page", 0, 2000)};
    });
    context.page_errors.take(request.client_address, std::chrono::steady_clock::now());

    const incident::RequestSecrets secrets = incident::secrets_of(request);
    const auto masked = [&](std::string_view text) { return incident::redact_text(secrets.mask_in(text)); };
    incident::Incident report;
    report.id = random_hex(16);
    report.server = "page";
    report.kind = "page";
    report.type = masked(type);
    report.message = masked(message);
    report.stack_trace = masked(stack);
    report.fingerprint = incident::fingerprint_of(report.kind, report.type, report.stack_trace);
    if (!context.page_errors.is_known_kind(report.fingerprint, std::chrono::steady_clock::now())) {
        report.type = "many";
        report.message = "More errors of pages than are told apart; one of them: " + report.message;
        report.fingerprint = incident::fingerprint_of(report.kind, report.type, "");
    }
    report.place = "page";
    report.time = context.clock.now();
    report.host = incident::host_name();
    report.system = incident::system_name();
    report.request = incident::reported_request(request, secrets);
    // The page's own address matters, not that of this endpoint.
    incident::set_target(report.request, incident::redact_target(page));
    report.request.method.clear();
    report.request.body.clear();
    context.logger.error("incident", {{"incident_id", report.id},
                                      {"type", report.type},
                                      {"message", report.message},
                                      {"request_id", request.request_id}});
    context.incidents.add(report, context.now());
    return web::Response::empty(204);
}

}  // namespace trainingzip::api
