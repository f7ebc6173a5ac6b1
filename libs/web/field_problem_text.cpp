#include "web/field_problem_text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace trainingzip::web {
namespace {

/// # in the sentences is replaced with the limit.
struct Sentences {
    std::string_view problem, korean, english;
};

constexpr std::array sentences = {
    Sentences{"too_short", "#자 이상이어야 합니다.", "It needs at least # characters."},
    Sentences{"too_long", "#자를 넘을 수 없습니다.", "It may have at most # characters."},
    Sentences{"too_small", "# 이상이어야 합니다.", "It must be at least #."},
    Sentences{"too_large", "#보다 클 수 없습니다.", "It may be at most #."},
    Sentences{"too_many", "#개를 넘을 수 없습니다.", "There may be at most #."},
    Sentences{"unknown", "찾을 수 없습니다.", "It cannot be found."},
    Sentences{"blank", "비워 둘 수 없습니다.", "It cannot be blank."},
    Sentences{"characters", "쓸 수 없는 문자가 있습니다.", "It has a character that cannot be used."},
    Sentences{"format", "형식이 올바르지 않습니다.", "It does not have the right form."},
    Sentences{"common", "너무 흔히 쓰이는 비밀번호입니다.", "This password is too common."},
    Sentences{"same", "지금과 같습니다.", "It is the same as now."},
    Sentences{"choice", "고를 수 있는 값이 아닙니다.", "It is none of the values to choose from."},
    Sentences{"repeated", "같은 값이 두 번 있습니다.", "It has the same value twice."},
};
constexpr Sentences general = {"", "받아들일 수 없는 값입니다.", "This value is not acceptable."};

}  // namespace

std::string field_problem_text(const FieldProblem& problem, Language language) {
    const auto found = std::find_if(sentences.begin(), sentences.end(),
                                    [&](const Sentences& entry) { return entry.problem == problem.problem; });
    const Sentences& chosen = found == sentences.end() ? general : *found;
    std::string text(language == Language::korean ? chosen.korean : chosen.english);
    if (const std::size_t place = text.find('#'); place != std::string::npos) {
        text.replace(place, 1, std::to_string(problem.limit));
    }
    return text;
}

}  // namespace trainingzip::web
