#pragma once

#include <string>

#include "api/operations/incidents/incident_store.h"
#include "incident/user_agent.h"

namespace trainingzip::api {

/// The message of a report for an incoming webhook of Slack: one attachment with title, stack trace and
/// fields (https://api.slack.com/reference/messaging/attachments). Every text is cut so that the whole stays
/// below 16 KiB, and escaped so that it cannot mention anybody.
std::string slack_message(const WaitingIncident& waiting, const incident::UserAgent& user_agent);

}  // namespace trainingzip::api
