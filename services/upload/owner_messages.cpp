#include "upload/owner_messages.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace trainingzip::upload {

namespace {

std::string counted(std::int64_t number, const char* one, const char* many) {
    return fmt::format("{} {}", number, number == 1 ? one : many);
}

/// Hours, minutes and seconds, without those that are 0.
std::string whole_duration(std::int64_t seconds, Language language) {
    std::string words;
    const auto add = [&](std::int64_t number, const char* korean, const char* one, const char* many) {
        if (number == 0) return;
        if (!words.empty()) words += ' ';
        words +=
            language == Language::korean ? fmt::format("{}{}", number, korean) : counted(number, one, many);
    };
    add(seconds / 3600, "시간", "hour", "hours");
    add(seconds / 60 % 60, "분", "minute", "minutes");
    add(seconds % 60, "초", "second", "seconds");
    return words;
}

/// Durations below ten seconds to a tenth of a second.
std::string duration(double seconds, Language language) {
    if (seconds >= 9.95) return whole_duration(std::llround(seconds), language);
    const double tenths = std::max(0.1, std::round(seconds * 10) / 10);
    if (language == Language::korean) return fmt::format("{:g}초", tenths);
    return fmt::format("{:g} {}", tenths, tenths == 1 ? "second" : "seconds");
}

std::string limit_sentence(ErrorCode code, const MediaSettings& limits, Language language) {
    const bool is_korean = language == Language::korean;
    switch (code) {
        case ErrorCode::video_too_large:
            return fmt::format(fmt::runtime(is_korean ? " 긴 쪽이 {}픽셀까지 됩니다."
                                                      : " The longer side may have up to {} pixels."),
                               limits.picture_side);
        case ErrorCode::video_too_long:
            return fmt::format(fmt::runtime(is_korean ? " {}까지 됩니다." : " It may last up to {}."),
                               whole_duration(limits.video_seconds, language));
        case ErrorCode::video_too_short:
            return fmt::format(
                fmt::runtime(is_korean ? " {} 이상이어야 합니다." : " It must last at least {}."),
                duration(static_cast<double>(limits.least_milliseconds) / 1000, language));
        case ErrorCode::video_too_many_frames:
            return fmt::format(fmt::runtime(is_korean ? " {}개까지 됩니다." : " It may have up to {}."),
                               limits.video_seconds * limits.frames_per_second);
        default:
            return {};
    }
}

}  // namespace

std::string failure_sentence(ErrorCode code, const MediaSettings& limits, Language language) {
    return std::string(describe(code).sentence(language)) + limit_sentence(code, limits, language);
}

std::string notice_sentence(const media::Notice& notice, Language language) {
    const bool is_korean = language == Language::korean;
    switch (notice.kind) {
        case media::NoticeKind::sound_left_out:
            return is_korean
                       ? "소리가 지원하지 않는 형식이어서 영상만 씁니다."
                       : "The sound is of a kind that is not supported: the picture is used without it.";
        case media::NoticeKind::cut_off:
            if (notice.seconds <= 0) {
                return is_korean ? "파일이 잘려 있습니다. 끝부분이 빠진 채로 씁니다."
                                 : "The file was cut off. It is used without its end.";
            }
            return fmt::format(
                fmt::runtime(is_korean ? "파일이 잘려 있습니다. 마지막 {}가 빠진 채로 씁니다."
                                       : "The file was cut off. It is used without the last {}."),
                duration(notice.seconds, language));
        case media::NoticeKind::frames_thinned:
            return is_korean ? "초당 60프레임을 넘는 영상이어서 초당 60프레임만 씁니다."
                             : "The video has more than 60 frames a second: 60 of them are used.";
        case media::NoticeKind::trainer_away:
            return fmt::format(
                fmt::runtime(is_korean
                                 ? "트레이너가 {} 동안 잘 보이지 않습니다. 그동안은 점수를 매기지 않습니다."
                                 : "The trainer is not clearly seen for {}: nothing is scored in that time."),
                duration(notice.seconds, language));
    }
    return {};
}

std::string_view stand_in_networks_sentence(Language language) {
    return language == Language::korean
               ? "대체 모델로 만들어 덜 정확합니다. 실제 모델이 준비되면 다시 만들 수 있습니다."
               : "Made with stand-in networks, which are less exact. It can be made again when the real ones "
                 "are there.";
}

}  // namespace trainingzip::upload
