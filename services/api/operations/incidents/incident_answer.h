#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>

#include "api/operations/incidents/incident_store.h"
#include "web/request.h"

namespace trainingzip::api {

/// The row that {id} of the path names. Throws Failure(route_not_found) when there is none.
StoredIncident require_incident(IncidentStore& store, const web::Request& request);

/// The fields of a report in a list.
boost::json::object incident_summary(const web::Request& request, const StoredIncident& incident);

/// The whole report.
boost::json::object incident_answer(const web::Request& request, const StoredIncident& incident);

}  // namespace trainingzip::api
