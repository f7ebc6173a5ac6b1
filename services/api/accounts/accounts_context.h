#pragma once

#include "api/accounts/accounts_settings.h"
#include "api/accounts/mail/account_mail_settings.h"
#include "api/accounts/mail/mail_request_limit.h"
#include "api/accounts/name_check_limit.h"
#include "api/accounts/protection_settings.h"
#include "api/accounts/sign_in_throttle.h"
#include "api/accounts/sign_up_limit.h"
#include "api/http/browser_reader.h"
#include "auth/password.h"
#include "auth/secret_key.h"
#include "auth/signing_keys.h"
#include "auth/token_signer.h"
#include "auth/token_verifier.h"
#include "base/clock.h"
#include "base/log.h"
#include "database/database.h"
#include "mail/outbox.h"
#include "storage/video_storage.h"

namespace trainingzip::api {

/// What the endpoints of accounts need: signing up and in, sessions, profiles. Thread-safe; the parts must
/// outlive it.
struct AccountsContext {
    std::int64_t now() const { return to_unix_milliseconds(clock.now()); }

    const AccountsSettings& settings;
    const ProtectionSettings& protection;
    const Logger& logger;
    const Clock& clock;
    database::Database& database;
    const storage::VideoStorage& storage;
    auth::SigningKeys& signing_keys;
    const auth::TokenSigner& signer;
    const auth::TokenVerifier& verifier;
    const auth::PasswordHasher& passwords;
    const auth::SecretKey& account_key;  ///< For cookies of devices, and hashes of networks.
    SignInThrottle& throttle;
    const SignUpLimit& sign_ups;
    NameCheckLimit& name_checks;
    BrowserReader& browsers;
    const bool is_mail_offered;  ///< Whether somebody sends what is in the outbox.
    const AccountMailSettings& mail;
    const mail::Outbox& outbox;
    const MailRequestLimit& mail_requests;
};

}  // namespace trainingzip::api
