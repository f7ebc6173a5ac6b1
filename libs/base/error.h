#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace trainingzip {

/// Every error that can be reported to a client or to the owner of a training.
///
/// The numbers are those of the HTTP contract: 0xxx account, 10xx community, 11xx training, 112x mail,
/// 113x camera pairings, 12xx processing of a video, 2xxx system, 3xxx image and file. describe() gives
/// digits, HTTP status and the sentence in both languages.
enum class ErrorCode {
    user_id_taken = 1,                  ///< Sign-up with an id that exists.
    sign_in_failed = 2,                 ///< Unknown id, wrong password or locked account: one answer for all.
    token_signature_invalid = 3,        ///< The token is well formed but not signed by us.
    token_malformed = 4,                ///< Not a token we can read.
    token_wrong_kind = 5,               ///< No token, another scheme, or a refresh token as an access token.
    token_expired = 6,                  ///< The token was ours and is too old.
    nickname_taken = 7,                 ///< Sign-up or profile with a nickname that exists.
    refresh_token_revoked = 8,          ///< The refresh token was used before or its session has ended.
    too_many_attempts = 9,              ///< Throttled; Retry-After says for how long.
    session_not_found = 10,             ///< No such session, or another user's.
    password_wrong = 11,                ///< The password that confirms a change is not the account's.
    own_account = 12,                   ///< An admin cannot do this to the own account.
    signing_key_not_found = 13,         ///< No such signing key.
    signing_key_in_use = 14,            ///< The key signs now, or too many are kept already.
    not_permitted = 1001,               ///< Does not exist or is not yours to change.
    comment_not_found = 1002,           ///< No such comment.
    user_not_found = 1003,              ///< No such user.
    already_reported = 1004,            ///< One report of a user on a thing.
    report_not_found = 1005,            ///< No such report.
    playlist_not_found = 1006,          ///< No such playlist, or hidden from the caller.
    training_not_found = 1101,          ///< No such training, or hidden from the caller.
    training_not_ready = 1102,          ///< The training has no poses, video or shape yet.
    upload_in_progress = 1103,          ///< The training is taking or processing a video now.
    training_session_not_found = 1110,  ///< No such session of a trainee, or another's.
    training_session_exists = 1111,     ///< The same session was sent before.
    person_not_found = 1112,            ///< No person of this number in the video.
    mail_not_offered = 1120,            ///< No mail server is configured.
    mail_link_invalid = 1121,           ///< The link of a mail was used, has expired, or is none of ours.
    email_confirmed = 1122,             ///< The address was confirmed before.
    email_missing = 1123,               ///< The account has no e-mail address.
    camera_pairing_not_found = 1130,    ///< No such pairing, expired, or with another secret.
    camera_pairing_taken = 1131,        ///< This side of the pairing has sent its description before.
    video_unreadable = 1201,            ///< Not a video, or damaged beyond reading.
    video_without_picture = 1202,       ///< The file holds no video stream (audio only, for example).
    video_too_large = 1203,             ///< Picture size above the limit.
    video_too_long = 1204,              ///< Duration above the limit.
    video_format_unsupported = 1205,    ///< Container or codec outside the allow-list.
    no_person_found = 1206,             ///< No trainer was found in the video.
    processing_failed = 1207,           ///< Pose or shape failed for a reason of ours.
    video_index_missing = 1208,         ///< An MP4 file without its index: never written to its end.
    video_cut_off = 1209,               ///< Too little of a file that was cut off is there.
    video_too_many_frames = 1210,       ///< Frame count above the limit.
    video_too_short = 1211,             ///< Duration below what somebody can follow.
    media_process_died = 1220,          ///< Between servers: what decoded the video died. Owners see 1207.
    models_missing = 1221,              ///< Between servers: the networks for this work are not there yet.
    body_invalid = 2001,                ///< Body is not what the contract says.
    internal = 2002,                    ///< A fault of ours.
    route_not_found = 2003,             ///< No such path.
    method_not_allowed = 2004,          ///< The path exists, this method does not.
    payload_too_large = 2005,           ///< Body above the limit of the route.
    unsupported_media_type = 2006,      ///< Content-Type that the route does not take.
    parameter_invalid = 2007,           ///< Path or query parameter that cannot be read.
    unavailable = 2008,                 ///< A part we need is down or full; Retry-After is given.
    request_timeout = 2009,             ///< The client was too slow.
    request_malformed = 2010,           ///< Not HTTP as RFC 9110 and 9112 define it.
    range_not_satisfiable = 2011,       ///< RFC 9110, 15.5.17.
    body_fields_invalid = 2012,     ///< The body is what the contract says, values in it are not acceptable.
    storage_full = 2013,            ///< No room left to store what was sent.
    service_token_invalid = 2014,   ///< A server called another without the shared service token.
    headers_too_large = 2015,       ///< Head of the request above the limit.
    method_unknown = 2016,          ///< No path of the server takes this method.
    host_unknown = 2017,            ///< Asked for under a name that is not ours.
    precondition_failed = 2020,     ///< RFC 9110, 15.5.13.
    idempotency_key_reused = 2021,  ///< The Idempotency-Key was sent before, with other content.
    file_name_invalid = 3001,       ///< File name not acceptable.
    file_not_found = 3002,          ///< No such file.
    image_unreadable = 3003,        ///< Not a picture we take.
};

/// Language of a sentence for a person, chosen by Accept-Language. Korean is the default.
enum class Language { korean, english };

/// What is known of an ErrorCode. All views are static.
struct ErrorDescription {
    ErrorCode code;
    std::string_view digits;  ///< Four decimal digits, the `error` of the contract.
    int http_status;
    std::string_view korean;   ///< Sentence for the person.
    std::string_view english;  ///< Sentence for the person.

    std::string_view sentence(Language language) const {
        return language == Language::korean ? korean : english;
    }
};

/// Never fails: each enumerator has a description (checked by a test).
const ErrorDescription& describe(ErrorCode code);

/// All descriptions, in the order of the enum.
const std::vector<ErrorDescription>& all_errors();

/// Finds the code that has these four digits; nullptr when there is none.
const ErrorDescription* find_error(std::string_view digits);

/// One problem with one field of a body.
struct FieldProblem {
    std::string field;    ///< JSON pointer or form name, for example "/title".
    std::string problem;  ///< Short, for programs: "required", "unknown", "type", "too_long", ...
    std::int64_t limit =
        0;  ///< The bound that "too_short", "too_long", "too_small" and "too_large" are about.
};

/// An expected failure: the client gets the code's status and sentence, the log gets the detail.
/// Anything else that is thrown out of a handler is a fault of ours.
class Failure : public std::runtime_error {
  public:
    /// detail is for the log only and may name paths, addresses, values.
    explicit Failure(ErrorCode code, const std::string& detail = {}, std::vector<FieldProblem> fields = {});

    ErrorCode code() const { return code_; }
    const std::vector<FieldProblem>& fields() const { return fields_; }

    /// Seconds for a Retry-After header; 0 sends none.
    int retry_after_seconds() const { return retry_after_seconds_; }
    Failure with_retry_after(int seconds) const {
        Failure copy = *this;
        copy.retry_after_seconds_ = seconds;
        return copy;
    }

  private:
    ErrorCode code_;
    std::vector<FieldProblem> fields_;
    int retry_after_seconds_ = 0;
};

}  // namespace trainingzip
