#include "base/error.h"

#include <algorithm>

namespace trainingzip {

const std::vector<ErrorDescription>& all_errors() {
    using enum ErrorCode;
    static const std::vector<ErrorDescription> table = {
        {user_id_taken, "0001", 409, "이미 사용 중인 아이디입니다.", "This id is already in use."},
        {sign_in_failed, "0002", 401, "아이디 또는 비밀번호가 맞지 않습니다.",
         "The id or the password is not right."},
        {token_signature_invalid, "0003", 401, "로그인 정보가 올바르지 않습니다. 다시 로그인해 주세요.",
         "Your sign-in is not valid. Please sign in again."},
        {token_malformed, "0004", 401, "로그인 정보를 읽을 수 없습니다. 다시 로그인해 주세요.",
         "Your sign-in cannot be read. Please sign in again."},
        {token_wrong_kind, "0005", 401, "로그인이 필요합니다.", "Please sign in first."},
        {token_expired, "0006", 401, "로그인 시간이 지났습니다. 다시 로그인해 주세요.",
         "Your sign-in has expired. Please sign in again."},
        {nickname_taken, "0007", 409, "이미 사용 중인 닉네임입니다.", "This nickname is already in use."},
        {refresh_token_revoked, "0008", 401, "로그인이 끝났습니다. 다시 로그인해 주세요.",
         "Your session has ended. Please sign in again."},
        {too_many_attempts, "0009", 429, "시도가 너무 많습니다. 잠시 뒤에 다시 해 주세요.",
         "Too many attempts. Please try again in a while."},
        {session_not_found, "0010", 404, "로그인 기록을 찾을 수 없습니다.", "There is no such session."},
        {password_wrong, "0011", 403, "지금 비밀번호가 맞지 않습니다.", "The current password is not right."},
        {own_account, "0012", 409, "자기 계정에는 할 수 없습니다.",
         "You cannot do this to your own account."},
        {signing_key_not_found, "0013", 404, "서명 키를 찾을 수 없습니다.", "There is no such signing key."},
        {signing_key_in_use, "0014", 409, "지금 쓰고 있는 서명 키이거나 보관된 키가 너무 많습니다.",
         "The signing key is in use, or too many are kept already."},
        {not_permitted, "1001", 403, "없거나 바꿀 수 있는 권한이 없습니다.",
         "It does not exist or is not yours to change."},
        // The contract has one number for both.
        {comment_not_found, "1001", 404, "댓글을 찾을 수 없습니다.", "There is no such comment."},
        {user_not_found, "1003", 404, "사용자를 찾을 수 없습니다.", "There is no such user."},
        {already_reported, "1004", 409, "이미 신고했습니다.", "You have reported this already."},
        {report_not_found, "1005", 404, "신고를 찾을 수 없습니다.", "There is no such report."},
        {playlist_not_found, "1006", 404, "재생 목록을 찾을 수 없습니다.", "There is no such playlist."},
        {training_not_found, "1101", 404, "트레이닝을 찾을 수 없습니다.", "There is no such training."},
        {training_not_ready, "1102", 404, "트레이닝이 아직 준비되지 않았습니다.",
         "The training is not ready yet."},
        {upload_in_progress, "1103", 409, "이미 영상을 받거나 처리하고 있습니다.",
         "A video is already being received or processed."},
        {training_session_not_found, "1110", 404, "운동 기록을 찾을 수 없습니다.",
         "There is no such session."},
        {training_session_exists, "1111", 409, "이미 저장한 운동 기록입니다.",
         "This session is stored already."},
        {person_not_found, "1112", 404, "영상에 그 번호의 사람이 없습니다.",
         "Nobody in the video has this number."},
        {mail_not_offered, "1120", 404, "이 서비스는 메일을 보내지 않습니다. 운영자에게 문의해 주세요.",
         "This service sends no mail. Please ask whoever runs it."},
        {mail_link_invalid, "1121", 404, "이미 사용했거나 기한이 지난 링크입니다. 메일을 다시 요청해 주세요.",
         "This link was used already or has expired. Please ask for another mail."},
        {email_confirmed, "1122", 409, "이미 확인한 이메일 주소입니다.",
         "This e-mail address is confirmed already."},
        {email_missing, "1123", 409, "계정에 이메일 주소가 없습니다.", "The account has no e-mail address."},
        {camera_pairing_not_found, "1130", 404,
         "연결 코드가 끝났거나 올바르지 않습니다. 화면에서 새 코드를 만들어 주세요.",
         "This code has ended or is not right. Please make a new one on the screen."},
        {camera_pairing_taken, "1131", 409, "이미 사용한 연결 코드입니다. 화면에서 새 코드를 만들어 주세요.",
         "This code is in use already. Please make a new one on the screen."},
        {video_unreadable, "1201", 422, "영상 파일이 아니거나 손상되어 읽을 수 없습니다.",
         "The file is not a video or is damaged and cannot be read."},
        {video_without_picture, "1202", 422, "파일에 영상이 없습니다.", "The file has no picture in it."},
        {video_too_large, "1203", 422, "영상의 화면 크기가 너무 큽니다.",
         "The picture of the video is too large."},
        {video_too_long, "1204", 422, "영상이 너무 깁니다.", "The video is too long."},
        {video_too_short, "1211", 422, "영상이 너무 짧습니다.", "The video is too short."},
        {video_format_unsupported, "1205", 422,
         "지원하지 않는 영상 형식입니다. H.264로 된 MP4로 내보내서 올려 주세요.",
         "This kind of video is not supported. Export it as MP4 with H.264 and send that."},
        {no_person_found, "1206", 422, "영상에서 사람을 찾지 못했습니다.",
         "No person was found in the video."},
        {processing_failed, "1207", 500, "영상 처리에 실패했습니다. 다시 시도해 주세요.",
         "Processing the video failed. Please try again."},
        {video_index_missing, "1208", 422,
         "파일에 색인이 없습니다. 녹화나 전송이 끝까지 되지 않은 것 같습니다.",
         "The file has no index: it was probably not recorded or transferred to its end."},
        {video_cut_off, "1209", 422,
         "파일이 중간에 잘렸습니다. 3초 이상이나 전체의 90% 이상이 남아 있어야 합니다.",
         "The file was cut off. At least 3 seconds or 90 % of it must be there."},
        {video_too_many_frames, "1210", 422, "영상의 프레임 수가 너무 많습니다.",
         "The video has too many frames."},
        {media_process_died, "1220", 500, "영상 처리에 실패했습니다. 다시 시도해 주세요.",
         "Processing the video failed. Please try again."},
        {models_missing, "1221", 503, "영상을 처리할 모델을 기다리고 있습니다.",
         "The models that work on videos are not there yet."},
        {body_invalid, "2001", 400, "보낸 내용이 올바르지 않습니다.", "What was sent is not valid."},
        {internal, "2002", 500, "서버에 문제가 생겼습니다. 잠시 뒤에 다시 해 주세요.",
         "Something went wrong on our side. Please try again in a while."},
        {route_not_found, "2003", 404, "없는 주소입니다.", "There is nothing at this address."},
        {method_not_allowed, "2004", 405, "이 주소에서는 할 수 없는 요청입니다.",
         "This address does not take this kind of request."},
        {payload_too_large, "2005", 413, "보낸 내용이 너무 큽니다.", "What was sent is too large."},
        {unsupported_media_type, "2006", 415, "받을 수 없는 형식입니다.",
         "This content type is not accepted."},
        {parameter_invalid, "2007", 400, "요청 값이 올바르지 않습니다.",
         "A parameter of the request is not valid."},
        {unavailable, "2008", 503, "지금은 처리할 수 없습니다. 잠시 뒤에 다시 해 주세요.",
         "This is not available now. Please try again in a while."},
        {request_timeout, "2009", 408, "요청을 받는 데 시간이 너무 오래 걸렸습니다.",
         "The request took too long to arrive."},
        {request_malformed, "2010", 400, "요청을 읽을 수 없습니다.", "The request cannot be read."},
        {range_not_satisfiable, "2011", 416, "요청한 구간이 파일에 없습니다.",
         "The requested range is outside the file."},
        {body_fields_invalid, "2012", 422, "받아들일 수 없는 값이 있습니다.",
         "Some of the values are not acceptable."},
        {storage_full, "2013", 507, "저장 공간이 부족합니다.", "There is no room left to store this."},
        {service_token_invalid, "2014", 401, "서버 사이의 인증에 실패했습니다.",
         "The servers could not authenticate each other."},
        {headers_too_large, "2015", 431, "요청 머리글이 너무 큽니다.",
         "The head of the request is too large."},
        {method_unknown, "2016", 501, "알 수 없는 종류의 요청입니다.", "This kind of request is not known."},
        {host_unknown, "2017", 421, "이 이름으로는 접속할 수 없습니다.",
         "Nothing is offered under this name."},
        {precondition_failed, "2020", 412, "그사이에 내용이 바뀌었습니다.",
         "The content has changed in the meantime."},
        {idempotency_key_reused, "2021", 422, "이미 다른 내용으로 보낸 요청입니다.",
         "This request was sent before, with other content."},
        {file_name_invalid, "3001", 400, "파일 이름이 올바르지 않습니다.",
         "The file name is not acceptable."},
        {file_not_found, "3002", 404, "파일을 찾을 수 없습니다.", "There is no such file."},
        {image_unreadable, "3003", 422, "사진 파일이 아니거나 읽을 수 없습니다.",
         "The file is not a picture or cannot be read."},
    };
    return table;
}

const ErrorDescription& describe(ErrorCode code) {
    const auto& table = all_errors();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.code == code; });
    if (found == table.end()) return describe(ErrorCode::internal);
    return *found;
}

const ErrorDescription* find_error(std::string_view digits) {
    const auto& table = all_errors();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.digits == digits; });
    return found == table.end() ? nullptr : &*found;
}

Failure::Failure(ErrorCode code, const std::string& detail, std::vector<FieldProblem> fields)
    : std::runtime_error(detail.empty() ? std::string(describe(code).english) : detail),
      code_(code),
      fields_(std::move(fields)) {}

}  // namespace trainingzip
