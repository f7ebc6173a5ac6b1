#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "api/accounts/sign_in_throttle.h"
#include "api/operations/incidents/slack_worker.h"
#include "auth/password.h"
#include "base/config.h"
#include "base/sandboxed_program.h"
#include "database/database.h"

namespace trainingzip::api {

/// The keys of section [api] that are not those of every server.
struct ApiSettings {
    database::DatabaseSettings database;
    auth::PasswordSettings password;
    SignInThrottle::Settings sign_in;
    std::filesystem::path storage_root;
    SandboxedProgram picture_program;
    std::filesystem::path signing_key;  ///< Private keys; this server alone reads them.
    std::filesystem::path jwks;         ///< Public keys; the other servers read them here.
    std::chrono::seconds access_token_lifetime;
    std::chrono::seconds refresh_token_lifetime;
    std::chrono::seconds session_lifetime;    ///< However often it is refreshed.
    std::chrono::seconds signing_key_period;  ///< How long a key signs.

    std::chrono::seconds media_ticket_lifetime;
    std::chrono::milliseconds list_count_interval;  ///< After which changes of lists are added up.
    std::chrono::milliseconds view_window;          ///< Within it one viewer counts once.

    std::filesystem::path service_token;  ///< Shared with the servers that report their faults here.
    std::chrono::milliseconds incident_window;
    std::chrono::milliseconds incidents_kept;  ///< After they were settled.
    SlackWorker::Settings slack;
    std::filesystem::path user_agent_patterns;
    std::string first_admin;                     ///< Login id of the user who is an admin; empty: nobody.
    std::filesystem::path first_admin_password;  ///< File with the password to begin with.

    static ApiSettings load(ConfigSection& section);
};

}  // namespace trainingzip::api
