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

/// To the minute, by the clock of Korea or by UTC.
std::string in_words(UtcTime time, Language language) {
    constexpr std::chrono::hours ahead{9};
    const bool is_korean = language == Language::korean;
    const std::string text = to_iso8601(is_korean ? time + ahead : time);
    return text.substr(0, 10) + " " + text.substr(11, 5) + (is_korean ? "(한국 시간)" : " UTC");
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
                        "누군가 트집(Training.zip) 계정에 이 이메일 주소를 적었습니다. 아이디는 {}입니다.\n\n"
                        "본인이라면 이 링크를 열어 주소를 확인해 주세요.\n{}\n\n"
                        "링크는 {} 동안 쓸 수 있습니다. 본인이 아니라면 아무것도 하지 않으셔도 됩니다.\n\n"
                        "트집(Training.zip)\n",
                        account.login_id, account.link, time)};
    }
    return {"Confirm your e-mail address for Training.zip",
            fmt::format("Hello,\n\n"
                        "Somebody gave this e-mail address for an account of Training.zip. The id is {}.\n\n"
                        "If it was you, open this link to confirm the address:\n{}\n\n"
                        "The link works for {}. If it was not you, you do not need to do anything.\n\n"
                        "Training.zip\n",
                        account.login_id, account.link, time)};
}

MailText password_changed_text(const AccountChange& change, Language language) {
    const std::string time = in_words(change.at, language);
    if (language == Language::korean) {
        return {
            "트집 비밀번호가 바뀌었습니다",
            fmt::format(
                "안녕하세요.\n\n"
                "트집(Training.zip) 아이디 {}의 비밀번호가 {}에 바뀌었습니다.\n\n"
                "직접 바꾸었다면 아무것도 하지 않으셔도 됩니다. 그렇지 않다면 이 화면에서 바로 새 "
                "비밀번호를 정해 주세요. 로그인한 기기에서 모두 로그아웃됩니다.\n{}/forgotten-password\n\n"
                "트집(Training.zip)\n",
                change.login_id, time, change.public_address)};
    }
    return {
        "Your Training.zip password was changed",
        fmt::format("Hello,\n\n"
                    "The password of the Training.zip id {} was changed on {}.\n\n"
                    "If it was you, you do not need to do anything. If it was not, set a new one at once, "
                    "which signs out every device:\n{}/forgotten-password\n\n"
                    "Training.zip\n",
                    change.login_id, time, change.public_address)};
}

MailText email_changed_text(const AccountChange& change, Language language) {
    const std::string time = in_words(change.at, language);
    if (language == Language::korean) {
        return {
            "트집 이메일 주소가 바뀌었습니다",
            fmt::format("안녕하세요.\n\n"
                        "트집(Training.zip) 아이디 {}의 이메일 주소가 {}에 바뀌었습니다. 이 계정의 메일은 "
                        "이제 이 주소로 오지 않습니다.\n\n"
                        "직접 바꾸었다면 아무것도 하지 않으셔도 됩니다. 그렇지 않다면 누군가 비밀번호를 알고 "
                        "있습니다. 바로 로그인해서 이 화면에서 비밀번호와 주소를 바꿔 주세요.\n{}/account\n\n"
                        "로그인할 수 없다면 운영자에게 문의해 주세요.\n\n"
                        "트집(Training.zip)\n",
                        change.login_id, time, change.public_address)};
    }
    return {"The e-mail address of your Training.zip account was changed",
            fmt::format("Hello,\n\n"
                        "The e-mail address of the Training.zip id {} was changed on {}. Mails about the "
                        "account no longer come to this one.\n\n"
                        "If it was you, you do not need to do anything. If it was not, somebody knows the "
                        "password: sign in at once and change the password and the address there.\n"
                        "{}/account\n\n"
                        "If you cannot sign in, please ask whoever runs the service.\n\n"
                        "Training.zip\n",
                        change.login_id, time, change.public_address)};
}

}  // namespace trainingzip::api
