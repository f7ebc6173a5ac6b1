#include "auth/token_verifier.h"

#include <sys/stat.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <stdexcept>

#include "auth/jwt.h"
#include "auth/key_set.h"
#include "auth/user_id.h"
#include "base/error.h"

namespace trainingzip::auth {
namespace {

namespace json = boost::json;

constexpr std::chrono::milliseconds usual_interval = std::chrono::minutes(1);

const json::value& claim(const json::object& claims, std::string_view name) {
    const json::value* value = claims.if_contains(name);
    if (!value) throw Failure(ErrorCode::token_malformed, "token without " + std::string(name));
    return *value;
}

std::string_view text_claim(const json::object& claims, std::string_view name) {
    const json::value& value = claim(claims, name);
    if (!value.is_string()) {
        throw Failure(ErrorCode::token_malformed, "claim " + std::string(name) + " is not text");
    }
    return value.get_string();
}

/// Seconds since 1970. Our tokens hold whole numbers only (RFC 7519 allows fractions).
UtcTime time_claim(const json::object& claims, std::string_view name) {
    const json::value& value = claim(claims, name);
    constexpr std::int64_t year_9999 = 253'402'300'799;
    if (!value.is_int64() || value.get_int64() < 0 || value.get_int64() > year_9999) {
        throw Failure(ErrorCode::token_malformed, "claim " + std::string(name) + " is not a time");
    }
    return UtcTime(std::chrono::seconds(value.get_int64()));
}

std::int64_t user_claim(const json::object& claims) {
    const auto id = parse_user_id(text_claim(claims, "sub"));
    if (!id) throw Failure(ErrorCode::token_malformed, "claim sub is not a user id");
    return *id;
}

/// Identifies one version of a file. All zero where there is no file.
struct FileState {
    dev_t device = 0;
    ino_t inode = 0;
    off_t size = 0;
    std::int64_t modified_seconds = 0;
    std::int64_t modified_nanoseconds = 0;

    static FileState of(const std::filesystem::path& path) {
        struct stat found {};
        if (::stat(path.c_str(), &found) != 0) return {};
        return {found.st_dev, found.st_ino, found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
    }
    bool operator==(const FileState&) const = default;
};

}  // namespace

struct TokenVerifier::Keys {
    Keys(std::filesystem::path file, std::chrono::milliseconds interval)
        : path(std::move(file)), reread_interval(interval) {}

    std::optional<Es256PublicKey> find(std::string_view key_id) {
        const std::lock_guard lock(mutex);
        const auto now = std::chrono::steady_clock::now();
        const bool is_known = keys.contains(key_id);
        if (!last_read || now - *last_read >= (is_known ? usual_interval : reread_interval) ||
            (!is_known && FileState::of(path) != state_read)) {
            read();
        }
        if (keys.empty()) {
            throw Failure(ErrorCode::unavailable, "no keys in " + path.string()).with_retry_after(1);
        }
        const auto found = keys.find(key_id);
        return found == keys.end() ? std::nullopt : std::optional(found->second);
    }

    /// Keeps the keys it has when the file cannot be read.
    void read() {
        last_read = std::chrono::steady_clock::now();
        // Before it is opened: a change meanwhile costs another reading and is not missed.
        state_read = FileState::of(path);
        std::ifstream stream(path, std::ios::binary);
        if (!stream) return;
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        try {
            keys = parse_jwks(text);
        } catch (const std::runtime_error&) {
            return;
        }
    }

    const std::filesystem::path path;
    const std::chrono::milliseconds reread_interval;
    std::mutex mutex;
    KeySet keys;
    FileState state_read;
    std::optional<std::chrono::steady_clock::time_point> last_read;
};

TokenVerifier::TokenVerifier(std::filesystem::path jwks, const Clock& clock,
                             std::chrono::milliseconds reread_interval)
    : keys_(std::make_unique<Keys>(std::move(jwks), reread_interval)), clock_(clock) {}

TokenVerifier::~TokenVerifier() = default;

void TokenVerifier::reread() const {
    const std::lock_guard lock(keys_->mutex);
    keys_->read();
}

ParsedToken TokenVerifier::verify(std::string_view text, std::string_view type,
                                  std::string_view audience) const {
    ParsedToken token = parse_token(text);
    if (token.algorithm != "ES256") {
        throw Failure(ErrorCode::token_signature_invalid, "token signed with another algorithm");
    }
    const auto key = keys_->find(token.key_id);
    if (!key || !key->verify(token.signed_text, token.signature)) {
        throw Failure(ErrorCode::token_signature_invalid, key ? "wrong signature" : "unknown key");
    }
    if (token.type != type || text_claim(token.claims, "iss") != token_issuer ||
        text_claim(token.claims, "aud") != audience) {
        throw Failure(ErrorCode::token_wrong_kind, "token of another type, issuer or audience");
    }
    const UtcTime now = clock_.now();
    if (now >= time_claim(token.claims, "exp")) throw Failure(ErrorCode::token_expired, "token expired");
    if (token.claims.contains("nbf") && now < time_claim(token.claims, "nbf")) {
        throw Failure(ErrorCode::token_expired, "token not valid yet");
    }
    return token;
}

Principal TokenVerifier::verify_access(std::string_view text) const {
    const ParsedToken token = verify(text, access_type, access_audience);
    Principal principal;
    principal.user_id = user_claim(token.claims);
    principal.nick_name = std::string(text_claim(token.claims, "nickName"));
    const json::value& roles = claim(token.claims, "roles");
    if (!roles.is_array()) throw Failure(ErrorCode::token_malformed, "claim roles is not a list");
    const auto has_role = [&](std::string_view role) {
        const auto& list = roles.get_array();
        return std::any_of(list.begin(), list.end(), [&](const json::value& entry) {
            return entry.is_string() && std::string_view(entry.get_string()) == role;
        });
    };
    if (!has_role("ROLE_USER")) throw Failure(ErrorCode::token_wrong_kind, "token without ROLE_USER");
    principal.admin = has_role("ROLE_ADMIN");
    if (token.claims.contains("sid")) principal.session_id = std::string(text_claim(token.claims, "sid"));
    return principal;
}

RefreshClaims TokenVerifier::verify_refresh(std::string_view text) const {
    const ParsedToken token = verify(text, refresh_type, refresh_audience);
    return {user_claim(token.claims), std::string(text_claim(token.claims, "jti")),
            time_claim(token.claims, "iat"), time_claim(token.claims, "exp")};
}

void TokenVerifier::verify_media_ticket(std::string_view ticket, std::int64_t training_id,
                                        std::string_view access_mark) const {
    const ParsedToken token = verify(ticket, media_type, media_audience);
    if (text_claim(token.claims, "sub") != std::to_string(training_id) ||
        text_claim(token.claims, "mark") != access_mark) {
        throw Failure(ErrorCode::token_wrong_kind, "ticket for another training or from before a change");
    }
}

}  // namespace trainingzip::auth
