#include "media/notice.h"

#include <algorithm>
#include <array>

namespace trainingzip::media {

namespace {

struct NamedKind {
    NoticeKind kind;
    std::string_view name;
};
constexpr std::array kinds{NamedKind{NoticeKind::sound_left_out, "sound_left_out"},
                           NamedKind{NoticeKind::cut_off, "cut_off"},
                           NamedKind{NoticeKind::frames_thinned, "frames_thinned"},
                           NamedKind{NoticeKind::trainer_away, "trainer_away"}};

}  // namespace

std::string_view name_of(NoticeKind kind) {
    return std::ranges::find(kinds, kind, &NamedKind::kind)->name;
}

std::optional<NoticeKind> find_notice_kind(std::string_view name) {
    const auto* const found = std::ranges::find(kinds, name, &NamedKind::name);
    return found == kinds.end() ? std::nullopt : std::optional(found->kind);
}

}  // namespace trainingzip::media
