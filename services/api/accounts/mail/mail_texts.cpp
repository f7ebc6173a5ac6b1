#include "api/accounts/mail/mail_texts.h"

#include <fmt/format.h>

#include <cstdint>

namespace trainingzip::api {
namespace {

std::string in_english(std::int64_t count, const char* unit) {
    return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
}

/// In the largest unit that tells it exactly, minutes at the least.
std::string in_words(std::chrono::seconds time, Language language) {
    constexpr std::int64_t minute = 60, hour = 3600, day = 86'400;
    const std::int64_t seconds = time.count();
    const bool is_korean = language == Language::korean;
    if (seconds % day == 0) {
        return is_korean ? fmt::format("{}일", seconds / day) : in_english(seconds / day, "day");
    }
    if (seconds % hour == 0) {
        return is_korean ? fmt::format("{}시간", seconds / hour) : in_english(seconds / hour, "hour");
    }
    const std::int64_t minutes = (seconds + minute - 1) / minute;
    return is_korean ? fmt::format("{}분", minutes) : in_english(minutes, "minute");
}

}  // namespace

MailText reset_text(const std::vector<AccountLink>& accounts, std::chrono::seconds lifetime,
                    Language language) {
    const std::string time = in_words(lifetime, language);
    std::string links;
    if (language == Language::korean) {
        for (const auto& [login_id, link] : accounts) {
            links +=
                fmt::format("아이디 {}의 비밀번호를 새로 정하려면 이 링크를 여세요.\n{}\n\n", login_id, link);
        }
        return {"트집 비밀번호 재설정",
                fmt::format(
                    "안녕하세요.\n\n"
                    "이 이메일 주소를 쓰는 트집(Training.zip) 계정의 비밀번호 재설정 요청을 받았습니다.\n\n"
                    "{}링크는 {} 동안 한 번만 쓸 수 있습니다. 직접 요청하지 않았다면 아무것도 하지 않으셔도 "
                    "됩니다. 비밀번호는 바뀌지 않습니다.\n\n"
                    "트집(Training.zip)\n",
                    links, time)};
    }
    for (const auto& [login_id, link] : accounts) {
        links += fmt::format("To set a new password for the id {}, open this link:\n{}\n\n", login_id, link);
    }
    return {"Reset your Training.zip password",
            fmt::format("Hello,\n\n"
                        "We received a request to reset the password of a Training.zip account with this "
                        "e-mail address.\n\n"
                        "{}The link works once, within {}. If you did not ask for it, you do not need to do "
                        "anything: your password stays as it is.\n\n"
                        "Training.zip\n",
                        links, time)};
}

MailText confirmation_text(const AccountLink& account, std::chrono::seconds lifetime, Language language) {
    const std::string time = in_words(lifetime, language);
    if (language == Language::korean) {
        return {
            "트집 이메일 주소 확인",
            fmt::format("안녕하세요.\n\n"
                        "누군가 이 이메일 주소로 트집(Training.zip)에 가입했습니다. 아이디는 {}입니다.\n\n"
                        "본인이라면 이 링크를 열어 주소를 확인해 주세요.\n{}\n\n"
                        "링크는 {} 동안 쓸 수 있습니다. 가입한 적이 없다면 아무것도 하지 않으셔도 됩니다.\n\n"
                        "트집(Training.zip)\n",
                        account.login_id, account.link, time)};
    }
    return {"Confirm your e-mail address for Training.zip",
            fmt::format("Hello,\n\n"
                        "Somebody signed up for Training.zip with this e-mail address. The id is {}.\n\n"
                        "If it was you, open this link to confirm the address:\n{}\n\n"
                        "The link works for {}. If you did not sign up, you do not need to do anything.\n\n"
                        "Training.zip\n",
                        account.login_id, account.link, time)};
}

}  // namespace trainingzip::api
